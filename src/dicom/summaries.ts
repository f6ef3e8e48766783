import type { GeometryCode } from '../domain/vocabulary/terms.ts';
import { GEOMETRY_CODES } from '../domain/vocabulary/terms.ts';
import { classifySeries } from './classify.ts';
import { geometryOf } from './geometry.ts';
import type { GeometryReport, InstanceHeader, SeriesStack, SeriesSummary, StudySummary } from './model.ts';
import type { Axes } from './slices.ts';
import type { Stack, StackSplit } from './stacks.ts';
import { splitSeries } from './stacks.ts';

/** Studies, series and stacks of these headers; stable whatever the order they came in. */
export function summarizeStudies(headers: readonly InstanceHeader[]): readonly StudySummary[] {
  return [...groupByKey(headers, (header) => header.studyInstanceUid).values()]
    .map(summarizeStudy)
    .toSorted(
      (a, b) =>
        compareText(b.study.date, a.study.date) || compareText(a.studyInstanceUid, b.studyInstanceUid),
    );
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function groupByKey(
  headers: readonly InstanceHeader[],
  keyOf: (header: InstanceHeader) => string,
): ReadonlyMap<string, readonly InstanceHeader[]> {
  const groups = new Map<string, InstanceHeader[]>();
  for (const header of headers) {
    const group = groups.get(keyOf(header));
    if (group === undefined) groups.set(keyOf(header), [header]);
    else group.push(header);
  }
  return groups;
}

function summarizeStudy(headers: readonly InstanceHeader[]): StudySummary {
  const ordered = headers.toSorted((a, b) => compareText(a.sopInstanceUid, b.sopInstanceUid));
  const first = ordered[0];
  if (first === undefined) throw new Error('summarizeStudy: a study needs an instance');
  const series = [...groupByKey(ordered, (header) => header.seriesInstanceUid).values()].map(summarizeSeries);
  return {
    studyInstanceUid: first.studyInstanceUid,
    patient: first.patient,
    study: first.study,
    series: series.toSorted(
      (a, b) =>
        (a.seriesNumber ?? Number.MAX_SAFE_INTEGER) - (b.seriesNumber ?? Number.MAX_SAFE_INTEGER) ||
        compareText(a.seriesInstanceUid, b.seriesInstanceUid),
    ),
  };
}

/** One series: its largest consistent stack, the stacks set apart, and what the positions prove. */
export function summarizeSeries(headers: readonly InstanceHeader[]): SeriesSummary {
  const split = splitSeries(headers);
  const [largest] = split.stacks;
  if (largest === undefined) throw new Error('summarizeSeries: a series needs an instance');
  const report = geometryOf(largest.instances, largest.selection);
  // Setting images apart pays only where it saves a volume; else all of them stay in one stack to scroll through.
  const apart = report.volumeAllowed ? split.stacks.slice(1) : [];
  const main = report.volumeAllowed
    ? largest.instances
    : [...new Set(split.stacks.flatMap((stack) => stack.instances))];
  const first = main[0];
  if (first === undefined) throw new Error('summarizeSeries: a series needs an instance');
  const otherStacks: readonly SeriesStack[] = apart.map((stack) => ({
    description: stackWords(stack),
    geometry: geometryOf(stack.instances, stack.selection),
    instances: stack.instances,
    ...(stack.selection === undefined ? {} : { selection: stack.selection }),
  }));
  return {
    seriesInstanceUid: first.seriesInstanceUid,
    studyInstanceUid: first.studyInstanceUid,
    modality: first.modality,
    ...classifySeries(main),
    description: first.seriesDescription,
    seriesNumber: first.seriesNumber,
    frameOfReferenceUid: first.frameOfReferenceUid,
    patientPosition: first.patientPosition,
    lossy: headers.some((header) => header.lossyImageCompression),
    files: headers.length,
    frames: headers.reduce((sum, header) => sum + framesOf(header), 0),
    geometry: seriesGeometry(report, split, largest.pictures),
    instances: main,
    otherStacks,
    ...(apart.length === 0 ? {} : { stackName: stackWords(largest) }),
    ...(apart.length === 0 || largest.selection === undefined ? {} : { selection: largest.selection }),
  };
}

/** Whole frames: of a cut run only what is there counts. */
const framesOf = (header: InstanceHeader): number => header.pixelData?.intactFrames ?? header.numberOfFrames;

/** What a stack is: "phase 2 of 4, 14:03:22", "localizer, coronal, 1 image of 512 × 512". */
function stackWords({ instances, pictures, axes, name }: Stack): string {
  const first = instances[0];
  if (first === undefined) return '';
  const count = pictures === 1 ? '1 image' : `${pictures} images`;
  if (name !== null) return `${name}, ${count}`;
  const kind = first.imageType.includes('LOCALIZER') ? 'localizer, ' : '';
  const plane = axes === null ? '' : `${planeWord(axes)}, `;
  return `${kind}${plane}${count} of ${first.columns} × ${first.rows}`;
}

function planeWord({ normal }: Axes): string {
  const [x, y, z] = normal.map(Math.abs);
  if ((z ?? 0) >= (x ?? 0) && (z ?? 0) >= (y ?? 0)) return 'axial';
  return (x ?? 0) >= (y ?? 0) ? 'sagittal' : 'coronal';
}

/** The report of the largest stack, with what the whole series adds to it. */
function seriesGeometry(report: GeometryReport, split: StackSplit, shown: number): GeometryReport {
  const mixed = split.reasons.some((reason) => reason !== 'phase');
  const added: readonly GeometryCode[] = [
    ...(mixed ? (['mixed-orientation'] as const) : []),
    ...(split.hadSamePlace ? (['duplicates'] as const) : []),
  ];
  if (added.length === 0) return report;
  // A series with parts that do not belong together is not regular, whatever its largest part is.
  const codes = new Set([...report.codes.filter((code) => code !== 'regular' && code !== 'none'), ...added]);
  return {
    ...report,
    codes: GEOMETRY_CODES.filter((code) => codes.has(code)),
    notes: [...partNotes(report, split, shown), ...report.notes],
  };
}

function partNotes(report: GeometryReport, split: StackSplit, shown: number): readonly string[] {
  if (split.stacks.length < 2) return [];
  const parts = `${split.stacks.length} stacks in one series, told apart by ${split.reasons.join(', ')}`;
  if (!report.volumeAllowed) return [`${parts}: volumes are not computed. Scroll and marks work.`];
  const others = split.stacks.slice(1);
  const count = others.reduce((sum, stack) => sum + stack.pictures, 0);
  return [
    `${parts}: this one has ${shown} images; ${count} set apart, not mixed in, each stack to be opened by itself (${namedParts(others)}).`,
  ];
}

/** What is set apart, part by part: nobody must think that a scout or another phase is not there. */
function namedParts(others: StackSplit['stacks']): string {
  const named = others.slice(0, MOST_NAMED).map(stackWords);
  const rest = others.length - named.length;
  return [...named, ...(rest > 0 ? [`${rest} more`] : [])].join('; ');
}
const MOST_NAMED = 5;
