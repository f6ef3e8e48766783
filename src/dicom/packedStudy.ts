import type { InstanceHeader, SeriesStack, SeriesSummary, StudySummary } from './model.ts';

/** What differs from slice to slice; all else that a header says is the same for most series, and sent once. */
export const OWN_FACTS = {
  sopInstanceUid: true,
  instanceNumber: true,
  acquisitionNumber: true,
  temporalPosition: true,
  acquisitionDateTime: true,
  imagePositionPatient: true,
  rescaleSlope: true,
  rescaleIntercept: true,
  windowCenter: true,
  windowWidth: true,
  pixelData: true,
} as const satisfies Partial<Record<keyof InstanceHeader, true>>;
export type OwnFacts = Pick<InstanceHeader, keyof typeof OWN_FACTS>;
export type SharedFacts = Omit<InstanceHeader, keyof OwnFacts>;

/** Neighbours in a series whose headers differ in nothing but `own`. */
export interface HeaderRun {
  readonly shared: SharedFacts;
  readonly own: readonly OwnFacts[];
}

interface PackedStack extends Omit<SeriesStack, 'instances'> {
  readonly instances: readonly HeaderRun[];
}
interface PackedSeries extends Omit<SeriesSummary, 'instances' | 'otherStacks'> {
  readonly instances: readonly HeaderRun[];
  readonly otherStacks: readonly PackedStack[];
}
/** A study as it goes over the wire: of 300 slices a twelfth of the bytes. */
export interface PackedStudy extends Omit<StudySummary, 'series'> {
  readonly series: readonly PackedSeries[];
}

export const packStudy = (study: StudySummary): PackedStudy => ({
  ...study,
  series: study.series.map((series) => ({
    ...series,
    instances: runsOf(series.instances),
    otherStacks: series.otherStacks.map((stack) => ({ ...stack, instances: runsOf(stack.instances) })),
  })),
});

/** The inverse of `packStudy`. Headers of a run share what is the same, in memory as well. */
export const unpackStudy = (study: PackedStudy): StudySummary => ({
  ...study,
  series: study.series.map((series) => ({
    ...series,
    instances: series.instances.flatMap(headersOf),
    otherStacks: series.otherStacks.map((stack) => ({
      ...stack,
      instances: stack.instances.flatMap(headersOf),
    })),
  })),
});

const headersOf = ({ shared, own }: HeaderRun): readonly InstanceHeader[] =>
  own.map((facts) => ({ ...shared, ...facts }));

function runsOf(headers: readonly InstanceHeader[]): readonly HeaderRun[] {
  const runs: { readonly shared: SharedFacts; readonly own: OwnFacts[] }[] = [];
  let before = '';
  for (const header of headers) {
    const [shared, own] = parted(header);
    const text = JSON.stringify(shared);
    if (text === before) runs.at(-1)?.own.push(own);
    else runs.push({ shared, own: [own] });
    before = text;
  }
  return runs;
}

function parted(header: InstanceHeader): readonly [SharedFacts, OwnFacts] {
  const facts = Object.entries(header);
  const some = (own: boolean): object =>
    Object.fromEntries(facts.filter(([name]) => name in OWN_FACTS === own));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- fromEntries does not know names
  return [some(false), some(true)] as [SharedFacts, OwnFacts];
}
