import { Button, Group, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { SlabOffer } from '../../../app/workspace.ts';

/** A series that does not fit in memory, as many of its slices in a row as do: the person says which. */
export function SlabChoice({
  offer: { slices, total },
  onChoose,
}: {
  readonly offer: SlabOffer;
  /** First and last slice, from 1. */
  readonly onChoose: (from: number, to: number) => void;
}) {
  const lastStart = total - slices + 1;
  const [from, setFrom] = useState(Math.ceil(lastStart / 2));
  const to = from + slices - 1;
  return (
    <Group gap="xs" align="end" justify="center">
      <NumberInput
        label={`${slices} of ${total} slices fit. First slice`}
        min={1}
        max={lastStart}
        clampBehavior="strict"
        allowDecimal={false}
        value={from}
        onChange={(value) => setFrom(typeof value === 'number' ? value : 1)}
      />
      <Button size="compact-sm" variant="default" onClick={() => onChoose(from, to)}>
        Load slices {from} to {to}
      </Button>
    </Group>
  );
}
