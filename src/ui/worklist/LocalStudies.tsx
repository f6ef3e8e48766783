import { Button, Group, Progress, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useStore } from 'zustand';
import { unreachable } from '../../domain/result.ts';
import type { LocalStudy } from '../../app/localCases.ts';
import { useIdentityDialog } from '../shell/identityDialog.ts';
import { queryKeys, useSession } from '../shell/queries.ts';
import { useServices } from '../shell/services.tsx';
import { Icon } from '../theme/icons.tsx';
import { nameWords } from '../../domain/vocabulary/personName.ts';
import { dicomDate, patientLine } from './patientWords.ts';
import { SeriesChips } from './SeriesChips.tsx';
import classes from './Worklist.module.css';

/** So many stand open: the archive's worklist stays in sight below them. */
const FIRST_STUDIES = 6;

/** Dropped studies: open at once, in this tab only, until a person stores them. */
export function LocalStudies() {
  const { local } = useServices();
  const studies = useStore(local.store, (state) => state.studies);
  const [all, setAll] = useState(false);
  if (studies.length === 0) return null;
  return (
    <section className={classes.local} aria-labelledby="local-studies">
      <Title order={2} size="h5" id="local-studies">
        Local, not in the archive
      </Title>
      {(all ? studies : studies.slice(0, FIRST_STUDIES)).map((study) => (
        <LocalRow key={study.summary.studyInstanceUid} study={study} />
      ))}
      {studies.length > FIRST_STUDIES ? (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          aria-expanded={all}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setAll(!all)}
        >
          {all ? 'Show the newest only' : `Show all ${studies.length} local studies`}
        </Button>
      ) : null}
    </section>
  );
}

function LocalRow({ study }: { readonly study: LocalStudy }) {
  const { local } = useServices();
  const navigate = useNavigate();
  const session = useSession();
  const ask = useIdentityDialog((state) => state.ask);
  const { summary } = study;
  const { studyInstanceUid: studyUid } = summary;
  const name = nameWords(summary.patient.name);
  const show = (): void => void navigate({ to: '/workspace/$studyUid', params: { studyUid } });
  const open = (): void => (session.data === null ? ask(show) : show());
  return (
    <div className={classes.localRow}>
      <div className={classes.localWho}>
        <Text fw={600} className={classes.name}>
          {name}
        </Text>
        <Text size="sm" c="dimmed">
          {patientLine(summary.patient)}
        </Text>
      </div>
      <div className={classes.localWhat}>
        <SeriesChips series={summary.series} />
        <Text size="sm" c="dimmed" lineClamp={2}>
          {dicomDate(summary.study.date)} ·{' '}
          {summary.study.description === '' ? 'no description' : summary.study.description}
        </Text>
      </div>
      <StoreStatus study={study} />
      <Group gap={6} wrap="nowrap" justify="flex-end">
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          aria-label={`Remove ${name} from this list`}
          onClick={() => local.forget(studyUid)}
        >
          Remove
        </Button>
        <Button size="xs" aria-label={`Images of ${name}`} onClick={open}>
          Images
        </Button>
      </Group>
    </div>
  );
}

function StoreStatus({ study: { summary, stored } }: { readonly study: LocalStudy }) {
  const { local } = useServices();
  const client = useQueryClient();
  const store = async (): Promise<void> => {
    await local.storeInArchive(summary.studyInstanceUid);
    await client.invalidateQueries({ queryKey: queryKeys.worklist });
  };
  switch (stored.kind) {
    case 'local':
    case 'failed':
      return (
        <div className={classes.localStore}>
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="upload" size={15} />}
            aria-label={`Store in archive: ${nameWords(summary.patient.name)}`}
            onClick={() => void store()}
          >
            Store in archive
          </Button>
          {stored.kind === 'failed' ? (
            <Text size="sm" c="var(--pp-bad)" role="alert">
              {stored.message}
            </Text>
          ) : null}
        </div>
      );
    case 'storing':
      return (
        <div className={classes.localStore}>
          <Text size="sm" aria-live="polite">
            Storing {stored.done} of {stored.total} files
          </Text>
          <Progress
            value={stored.total === 0 ? 0 : (100 * stored.done) / stored.total}
            aria-label="Storing"
          />
        </div>
      );
    case 'stored':
      return (
        <Group gap={6} c="var(--pp-good)" wrap="nowrap" aria-live="polite">
          <Icon name="check" size={16} />
          <Text size="sm">Stored in the archive</Text>
        </Group>
      );
    default:
      return unreachable(stored);
  }
}
