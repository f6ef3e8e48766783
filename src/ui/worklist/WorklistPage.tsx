import { Group, Text, TextInput, Title } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useHealth, useWorklist } from '../shell/queries.ts';
import { useServices } from '../shell/services.tsx';
import { StateMessage } from '../shell/StateMessage.tsx';
import { Icon } from '../theme/icons.tsx';
import { ImportPanel } from './ImportPanel.tsx';
import { LocalStudies } from './LocalStudies.tsx';
import { OpenButtons } from './OpenButtons.tsx';
import { StatusFilters } from './StatusFilters.tsx';
import { WorklistTable } from './WorklistTable.tsx';
import { WorklistEmpty, WorklistFailed, WorklistLoading } from './WorklistStates.tsx';
import { countByStatus, filterRows, type StatusFilter } from './worklistRows.ts';
import { useDropZone } from './useDropZone.ts';
import classes from './Worklist.module.css';

export function WorklistPage() {
  const { local } = useServices();
  const worklist = useWorklist();
  const health = useHealth();
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState<StatusFilter>('All');
  const drop = useCallback((data: DataTransfer) => void local.importFiles(data), [local]);
  const hovering = useDropZone(drop);
  const all = worklist.data ?? [];
  const rows = filterRows(all, search, status);

  return (
    <div className={classes.page}>
      <Group justify="space-between" gap="md" className={classes.heading}>
        <div>
          <Title order={1} size="h2">
            Worklist
          </Title>
          <Text size="sm" c="dimmed">
            Drop a DICOM folder, files or a ZIP anywhere on this page. Nothing leaves this computer until you
            store it.
          </Text>
        </div>
        <OpenButtons />
      </Group>
      <ImportPanel />
      <LocalStudies />
      <Group gap="md" className={classes.filters}>
        <TextInput
          className={classes.search}
          placeholder="Name, patient ID, accession number, level"
          aria-label="Search the worklist"
          leftSection={<Icon name="search" size={16} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <StatusFilters
          counts={worklist.data === undefined ? null : countByStatus(worklist.data)}
          value={status}
          onChange={setStatus}
        />
      </Group>
      {health.data?.sampleCases === 'generating' ? (
        <Text className={classes.note} aria-live="polite">
          A further sample case is being made; it appears here by itself, usually within a minute.
        </Text>
      ) : null}
      {worklist.isPending ? (
        <WorklistLoading />
      ) : worklist.isError && worklist.data === undefined ? (
        <WorklistFailed message={worklist.error.message} onRetry={() => void worklist.refetch()} />
      ) : all.length === 0 ? (
        <WorklistEmpty generating={health.data?.sampleCases === 'generating'} />
      ) : rows.length === 0 ? (
        <StateMessage level={2} icon="search" title="No patient matches">
          {`${all.length} ${all.length === 1 ? 'patient is' : 'patients are'} hidden by the search and the filter. Clear them to see all.`}
        </StateMessage>
      ) : (
        <WorklistTable rows={rows} />
      )}
      {hovering ? (
        <div className={classes.dropVeil} aria-hidden="true">
          <div className={classes.dropCard}>
            <Icon name="folder" size={40} />
            <Text size="xl" fw={600}>
              Let go to open
            </Text>
            <Text c="dimmed">Folder, files or ZIP. They are read in this browser and not sent anywhere.</Text>
          </div>
        </div>
      ) : null}
    </div>
  );
}
