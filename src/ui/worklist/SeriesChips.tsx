import { Group } from '@mantine/core';
import { Tip } from '../common/Tip.tsx';
import { seriesChips, type SeriesLike } from './seriesChips.ts';
import classes from './SeriesChips.module.css';

export function SeriesChips({ series }: { readonly series: readonly SeriesLike[] }) {
  return (
    <Group gap={4}>
      {seriesChips(series).map((chip) => (
        <Tip key={chip.label} label={chip.reasons.join(' · ')} multiline maw={360}>
          <span className={classes.chip} data-myelogram={chip.myelogram || undefined}>
            {chip.label}
            {chip.count > 1 ? <span className={classes.count}>×{chip.count}</span> : null}
          </span>
        </Tip>
      ))}
    </Group>
  );
}
