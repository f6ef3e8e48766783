import {
  Button,
  Fieldset,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import {
  EPIDUROGRAM_SEEN,
  EPIDUROGRAM_WORDS,
  isOpacified,
  type EpidurogramSeen,
} from '../../../domain/plan/epidurogram.ts';
import { HAZARD_RULES } from '../../../domain/plan/rules/catalogue.ts';
import type { PlanSite } from '../../../domain/plan/targetingPlan.ts';
import { APPROACHES, SIDES, type Approach, type Side } from '../../../domain/vocabulary/terms.ts';
import { placeWords } from '../../plan/siteWords.ts';
import { approachWords, sideWords } from '../../plan/words.ts';
import { asPlanned, type SiteEntry } from './reportDraft.ts';

interface DoneSiteFieldsProps {
  readonly site: PlanSite;
  readonly entry: SiteEntry;
  readonly onChange: (entry: SiteEntry) => void;
}

const isSide = (value: string): value is Side => SIDES.some((side) => side === value);
const isApproach = (value: string): value is Approach => APPROACHES.some((approach) => approach === value);

const isSeen = (value: string): value is EpidurogramSeen => EPIDUROGRAM_SEEN.some((seen) => seen === value);

/** One planned site: what was done there, in the physician's own words or, said so, as planned. */
export function DoneSiteFields({ site, entry, onChange }: DoneSiteFieldsProps) {
  const set = (patch: Partial<SiteEntry>): void => onChange({ ...entry, ...patch });
  return (
    <Fieldset
      legend={`Planned: ${placeWords(site.target)}, ${sideWords[site.side]}, ${approachWords[site.approach]}`}
    >
      <Stack gap="sm">
        <Group>
          <SegmentedControl
            aria-label="Was this site done"
            data={[
              { value: 'yes', label: 'Done' },
              { value: 'no', label: 'Not done' },
            ]}
            value={entry.wasDone ?? ''}
            onChange={(value) => set({ wasDone: value === 'no' ? 'no' : 'yes' })}
          />
          <Button variant="default" onClick={() => onChange(asPlanned(entry, site))}>
            As planned
          </Button>
        </Group>
        {entry.wasDone === 'no' ? (
          <TextInput
            label="Why not"
            required
            value={entry.reason}
            onChange={(event) => set({ reason: event.currentTarget.value })}
          />
        ) : null}
        {entry.wasDone === 'yes' ? (
          <Group grow align="flex-start">
            <TextInput
              label="Level"
              placeholder="not stated"
              value={entry.level}
              onChange={(event) => set({ level: event.currentTarget.value })}
            />
            <Select
              label="Side"
              data={SIDES.map((value) => ({ value, label: sideWords[value] }))}
              value={entry.side}
              onChange={(value) => set({ side: value !== null && isSide(value) ? value : null })}
            />
            <Select
              label="Approach"
              data={APPROACHES.map((value) => ({ value, label: approachWords[value] }))}
              value={entry.approach}
              onChange={(value) => set({ approach: value !== null && isApproach(value) ? value : null })}
            />
            <NumberInput
              label="Blood injected, mL"
              placeholder="not stated"
              min={0.1}
              max={200}
              value={entry.volumeMl ?? ''}
              onChange={(value) => set({ volumeMl: typeof value === 'number' ? value : null })}
            />
          </Group>
        ) : null}
        {entry.wasDone === 'yes' ? <EpidurogramFields entry={entry} set={set} /> : null}
      </Stack>
    </Fieldset>
  );
}

/** What contrast showed before the blood. In a vessel or the subarachnoid space it asks why blood was given (H20). */
function EpidurogramFields({
  entry,
  set,
}: {
  readonly entry: SiteEntry;
  readonly set: (patch: Partial<SiteEntry>) => void;
}) {
  return (
    <>
      <Select
        label="Epidurogram: where contrast was seen"
        required
        data={EPIDUROGRAM_SEEN.map((value) => ({ value, label: EPIDUROGRAM_WORDS[value] }))}
        value={entry.epidurogram}
        onChange={(value) => set({ epidurogram: value !== null && isSeen(value) ? value : null })}
      />
      {entry.epidurogram !== null && isOpacified(entry.epidurogram) ? (
        <Textarea
          label="What was done about it, and why the injection went on"
          description={`H20, blocks without a reason · ${HAZARD_RULES.H20.source}`}
          required
          autosize
          value={entry.epidurogramReason}
          onChange={(event) => set({ epidurogramReason: event.currentTarget.value })}
        />
      ) : null}
    </>
  );
}
