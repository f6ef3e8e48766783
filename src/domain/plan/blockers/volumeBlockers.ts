import type { PlanBlocker } from '../../case/derive.ts';
import type { Admixture, Answer, Catheter, DraftSite, Needle } from '../../case/document.ts';
import { blocker } from './model.ts';

/** Numbers that cannot be: not positive, or larger than what they are part of. Volume is an upper bound, not a dose. */
export function volumeBlockers(site: DraftSite): readonly PlanBlocker[] {
  const { plannedVolumeMl: planned, maximumVolumeMl: maximum, aliquotMl: aliquot } = site;
  const open: PlanBlocker[] = [];
  const ask = (field: string, code: string, message: string) =>
    open.push(blocker('plan', code, `sites.${site.id}.${field}`, message));
  for (const { field, value, what } of quantities(site))
    if (typeof value === 'number' && !(Number.isFinite(value) && value > 0))
      ask(field, 'not-positive', `${what} must be a number above zero, or "not stated".`);
  if (isNumber(planned) && isNumber(maximum) && planned > maximum)
    ask(
      'plannedVolumeMl',
      'volume-above-maximum',
      `The planned ${planned} mL are more than the maximum of ${maximum} mL.`,
    );
  if (isNumber(aliquot) && isNumber(planned) && aliquot > planned)
    ask(
      'aliquotMl',
      'aliquot-above-planned',
      `An aliquot of ${aliquot} mL is more than the planned ${planned} mL.`,
    );
  if (isNumber(aliquot) && !isNumber(planned) && isNumber(maximum) && aliquot > maximum)
    ask(
      'aliquotMl',
      'aliquot-above-maximum',
      `An aliquot of ${aliquot} mL is more than the maximum of ${maximum} mL.`,
    );
  return open;
}

interface Quantity {
  readonly field: keyof DraftSite;
  readonly what: string;
  readonly value: Answer<number> | null;
}

function quantities(site: DraftSite): readonly Quantity[] {
  const needle = described<Needle>(site.needle);
  const catheter = described<Catheter>(site.catheter);
  const admixture = described<Admixture>(site.contrastAdmixture);
  return [
    { field: 'plannedVolumeMl', what: 'The planned volume', value: site.plannedVolumeMl },
    { field: 'maximumVolumeMl', what: 'The maximum volume', value: site.maximumVolumeMl },
    { field: 'aliquotMl', what: 'The aliquot', value: site.aliquotMl },
    { field: 'needle', what: 'The needle gauge', value: needle?.gaugeG ?? null },
    { field: 'needle', what: 'The needle length', value: needle?.lengthMm ?? null },
    { field: 'catheter', what: 'The catheter gauge', value: catheter?.gaugeG ?? null },
    { field: 'catheter', what: 'The catheter insertion length', value: catheter?.insertionLengthMm ?? null },
    { field: 'contrastAdmixture', what: 'The contrast volume', value: admixture?.volumeMl ?? null },
  ];
}

const described = <T extends object>(answer: T | string | null): T | null =>
  typeof answer === 'string' ? null : answer;
const isNumber = (value: Answer<number> | null): value is number => typeof value === 'number';
