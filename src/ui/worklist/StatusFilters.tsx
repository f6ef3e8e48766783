import { Chip, Group } from '@mantine/core';
import { STATUS_FILTERS, type StatusFilter } from './worklistRows.ts';

interface StatusFiltersProps {
  /** Null while nobody knows: then no number is shown. */
  readonly counts: ReadonlyMap<string, number> | null;
  readonly value: StatusFilter;
  readonly onChange: (status: StatusFilter) => void;
}

export function StatusFilters({ counts, value, onChange }: StatusFiltersProps) {
  return (
    <Chip.Group value={value} onChange={(next) => onChange(next)}>
      <Group gap={6} role="radiogroup" aria-label="Filter by status">
        {STATUS_FILTERS.map((status) => (
          <Chip key={status} name="status-filter" value={status} size="sm" variant="light">
            {counts === null ? status : `${status} ${counts.get(status) ?? 0}`}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}
