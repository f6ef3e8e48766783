import { Chip, Group, Table, Text, Title, Pagination } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { FileVerdict } from '../../app/localCases.ts';
import { fileCodeWords } from '../plan/words.ts';
import { useServices } from '../shell/services.tsx';
import { StateMessage } from '../shell/StateMessage.tsx';
import { Icon } from '../theme/icons.tsx';
import { codeCounts, importSentence } from './verdictWords.ts';
import classes from './Verdicts.module.css';

const PAGE = 200;

/** Every file of the last import, used or not, with its reason. */
export function VerdictsPage() {
  const { local } = useServices();
  const verdicts = useStore(local.store, (state) => state.verdicts);
  const studies = useStore(local.store, (state) => state.importedStudies);
  const proving = useStore(local.store, (state) => state.proving);
  const [code, setCode] = useState<string>('all');
  const [page, setPage] = useState(1);
  if (verdicts.length === 0) {
    return (
      <StateMessage icon="files" title="Nothing was opened yet" actions={<Link to="/">To the worklist</Link>}>
        Drop a folder, files or a ZIP on the worklist; here you then find what became of each file.
      </StateMessage>
    );
  }
  const shown = verdicts.filter(
    (verdict) => code === 'all' || (code === 'refused' ? !verdict.used : verdict.code === code),
  );
  const used = verdicts.filter((verdict) => verdict.used).length;
  return (
    <div className={classes.page}>
      <div>
        <Title order={1} size="h2">
          File verdicts
        </Title>
        <Text c="dimmed">{importSentence(used, verdicts.length - used, studies)}</Text>
        <Text c="dimmed" size="sm" aria-live="polite" data-proof={proving ? 'running' : 'done'}>
          {proving
            ? 'Compressed pixels are still being decoded: a verdict may change.'
            : 'Every picture was decoded.'}
        </Text>
      </div>
      <Chip.Group
        value={code}
        onChange={(next) => {
          setCode(next);
          setPage(1);
        }}
      >
        <Group gap={6} role="radiogroup" aria-label="Filter by code">
          <Chip name="verdicts-shown" value="all" variant="light">
            All {verdicts.length}
          </Chip>
          <Chip name="verdicts-shown" value="refused" variant="light">
            not used {verdicts.length - used}
          </Chip>
          {codeCounts(verdicts).map((each) => (
            <Chip key={each.code} name="verdicts-shown" value={each.code} variant="light">
              {fileCodeWords[each.code]} {each.files}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <VerdictTable verdicts={shown.slice((page - 1) * PAGE, page * PAGE)} />
      {shown.length > PAGE ? (
        <Pagination
          total={Math.ceil(shown.length / PAGE)}
          value={page}
          onChange={setPage}
          aria-label="Pages of files"
        />
      ) : null}
    </div>
  );
}

function VerdictTable({ verdicts }: { readonly verdicts: readonly FileVerdict[] }) {
  return (
    <div className={classes.tableBox}>
      <Table stickyHeader aria-label="Files and their verdicts">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>File</Table.Th>
            <Table.Th>Verdict</Table.Th>
            <Table.Th>What was kept</Table.Th>
            <Table.Th>What to know</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {verdicts.map((verdict) => (
            <Table.Tr key={verdict.path}>
              <Table.Td className={classes.path}>{verdict.path}</Table.Td>
              <Table.Td>
                <span className={classes.code} data-code={verdict.code} data-used={verdict.used || undefined}>
                  <Icon name={verdict.used ? 'check' : 'stop'} size={15} />
                  <span>
                    {fileCodeWords[verdict.code]}
                    <span className={classes.rawCode}>{verdict.code}</span>
                  </span>
                </span>
              </Table.Td>
              <Table.Td>{verdict.kept ?? (verdict.used ? 'everything' : 'nothing')}</Table.Td>
              <Table.Td className={classes.message}>{verdict.message}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
