import { Button, Text } from '@mantine/core';
import { PLAN_FORMATS } from '../../interchange/formats.ts';
import { useArchivePlan } from '../shell/queries.ts';

const STATE_WORDS = {
  stored: 'stored and read back',
  there: 'there already, the same',
  'not-made': 'not made',
  refused: 'not stored',
} as const;

/** Sends the plan's DICOM objects to the archive; says for each what became of it. */
export function StoreInArchive({ planId, version }: { readonly planId: string; readonly version: number }) {
  const store = useArchivePlan(planId, version);
  return (
    <div>
      <Button size="md" variant="default" loading={store.isPending} onClick={() => store.mutate()}>
        Store in archive
      </Button>
      {store.error === null ? null : (
        <Text size="sm" c="var(--pp-bad)" role="alert">
          {store.error.message}
        </Text>
      )}
      <div aria-live="polite">
        {store.data === undefined ? null : (
          <ul aria-label="What became of each format">
            {store.data.formats.map(({ format, state, objects, message }) => (
              <li key={format}>
                {PLAN_FORMATS.find(({ id }) => id === format)?.title ?? format}: {STATE_WORDS[state]}
                {objects > 1 ? ` (${objects} objects)` : ''}
                {message === null ? '' : `. ${message}`}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
