import { Group, Tooltip } from '@mantine/core';
import { seriesChips, type SeriesLike } from './seriesChips.ts';
import classes from './SeriesChips.module.css';

export function SeriesChips({ series }: { readonly series: readonly SeriesLike[] }) {
  return (
    <Group gap={4}>
      {seriesChips(series).map((chip) => (
        <Tooltip
          key={chip.label}
          label={chip.reasons.join(' · ')}
          multiline
          maw={360}
          disabled={chip.reasons.length === 0}
        >
          <span className={classes.chip} data-myelogram={chip.myelogram || undefined}>
            {chip.label}
            {chip.count > 1 ? <span className={classes.count}>×{chip.count}</span> : null}
          </span>
        </Tooltip>
      ))}
    </Group>
  );
}
