import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useStore } from 'zustand';
import { unreachable } from '../../domain/result.ts';
import { useServices } from '../shell/services.tsx';
import { Icon } from '../theme/icons.tsx';
import { importSentence } from '../verdicts/verdictWords.ts';
import classes from './Worklist.module.css';

const IMPORT_ICON = { bad: 'stop', warn: 'warning', good: 'check' } as const;

/** Files that were refused are no success, even where others were used. */
const toneOf = ({ used, refused }: { readonly used: number; readonly refused: number }) =>
  used === 0 ? 'bad' : refused > 0 ? 'warn' : 'good';

/** What the last drop or choice of files came to; stays until dismissed. */
export function ImportPanel() {
  const { local } = useServices();
  const state = useStore(local.store, (each) => each.importing);
  const studies = useStore(local.store, (each) => each.studies.length);
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running':
      return (
        <section className={classes.panel} aria-label="Reading files">
          <Group justify="space-between" wrap="nowrap">
            <Text aria-live="polite">
              {state.total === 0
                ? 'Looking through the folder…'
                : `Reading file ${state.done} of ${state.total}`}
            </Text>
            <Button variant="default" size="xs" onClick={() => local.cancelImport()}>
              Cancel
            </Button>
          </Group>
          <Progress
            value={state.total === 0 ? 100 : (100 * state.done) / state.total}
            animated={state.total === 0}
            mt={8}
            aria-label="Reading files"
          />
        </section>
      );
    case 'done':
      return (
        <section className={classes.panel} data-tone={toneOf(state)} aria-label="Last import">
          <Group justify="space-between" align="flex-start" wrap="nowrap">
            <Group gap={10} wrap="nowrap" align="flex-start">
              <Icon name={IMPORT_ICON[toneOf(state)]} />
              <Stack gap={2}>
                <Text aria-live="polite">
                  {importSentence(state.used, state.refused, state.studyUids.length)}
                </Text>
                <Link to="/verdicts" className={classes.inlineLink}>
                  See what became of every file
                </Link>
              </Stack>
            </Group>
            <Button variant="default" size="xs" onClick={() => local.dismissImport()}>
              Dismiss
            </Button>
          </Group>
        </section>
      );
    case 'cancelled':
    case 'failed':
      return (
        <section className={classes.panel} data-tone="bad" aria-label="Last import">
          <Group justify="space-between" wrap="nowrap">
            <Text role="alert">
              {state.kind === 'failed'
                ? state.message
                : `Reading was cancelled. Nothing of it was kept${studies > 0 ? '; what was opened before is still here' : ''}.`}
            </Text>
            <Button variant="default" size="xs" onClick={() => local.dismissImport()}>
              Dismiss
            </Button>
          </Group>
        </section>
      );
    default:
      return unreachable(state);
  }
}
