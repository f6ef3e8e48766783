import type { SeriesClass } from '../../domain/vocabulary/terms.ts';

export interface SeriesLike {
  readonly modality: string;
  readonly class: SeriesClass;
  readonly classReason: string;
}

export interface SeriesChip {
  readonly label: string;
  readonly count: number;
  readonly reasons: readonly string[];
  readonly myelogram: boolean;
}

const labelOf = (series: SeriesLike): string =>
  series.class === 'ct-myelography'
    ? 'CTM'
    : series.class === 'mr-myelography'
      ? 'MRM'
      : series.modality || 'other';

const ORDER = ['CTM', 'MRM', 'CT', 'MR', 'XA', 'RF', 'DX', 'CR'];
const rank = (label: string): number => {
  const index = ORDER.indexOf(label);
  return index < 0 ? ORDER.length : index;
};

/** One small chip a kind of series, myelography first, with why each was put there. */
export function seriesChips(series: readonly SeriesLike[]): readonly SeriesChip[] {
  const chips = new Map<string, SeriesChip>();
  for (const each of series) {
    const label = labelOf(each);
    const chip = chips.get(label) ?? {
      label,
      count: 0,
      reasons: [],
      myelogram: label === 'CTM' || label === 'MRM',
    };
    const reasons = chip.reasons.includes(each.classReason)
      ? chip.reasons
      : [...chip.reasons, each.classReason];
    chips.set(label, { ...chip, count: chip.count + 1, reasons });
  }
  return [...chips.values()].toSorted(
    (a, b) => rank(a.label) - rank(b.label) || a.label.localeCompare(b.label),
  );
}
