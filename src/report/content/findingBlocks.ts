import type { AdoptedMark } from '../../domain/case/adoptedMark.ts';
import type { Place } from '../../domain/case/document.ts';
import type { PlanFinding, PlanRegion, PlanSeries, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { leakTypeWords, levelWords, sideWords, words } from '../../interchange/words.ts';
import { fact, facts, heading, quiet, subheading, type Block, type Fact } from './blocks.ts';
import { capital, capitalWords, dateWords, mm, orNotStated, pointMm, signedMm } from './reportWords.ts';

/** Every leak with what geometry says of it, how sure that is, and what a person made of it. */
export function findingBlocks(plan: TargetingPlan): readonly Block[] {
  if (plan.findings.length === 0) return [heading('Findings'), quiet('No leak is marked.')];
  return [
    heading('Findings'),
    ...plan.findings.flatMap((finding): readonly Block[] => [
      subheading(`Leak ${finding.ordinal}: ${levelWords(finding.level)}, ${sideWords(finding.side)}`),
      facts(findingFacts(finding, plan.series)),
    ]),
  ];
}

function findingFacts(finding: PlanFinding, series: readonly PlanSeries[]): readonly Fact[] {
  const { derived, sideDecision, levelDecision } = finding;
  return [
    fact('From geometry', derived.words),
    fact('Position', offsetWords(finding)),
    ...(derived.near.length === 0 ? [] : [fact('Also near', derived.near.map(levelWords).join(', '))]),
    ...(derived.problems.length === 0 ? [] : [fact('Open points', derived.problems.map(words).join(', '))]),
    fact('Exiting root', derived.exitingRoot ?? 'Not derived'),
    ...(levelDecision === null
      ? []
      : [fact('Level set by a person', decided(levelWords(levelDecision.level), levelDecision.reason))]),
    ...(sideDecision === null
      ? []
      : [fact('Side set by a person', decided(sideWords(sideDecision.side), sideDecision.reason))]),
    fact('Leak type', capital(leakTypeWords(finding))),
    fact('Compartment', capitalWords(finding.compartment)),
    fact('Confidence', capital(finding.confidence)),
    fact('Marked on', placeWords(finding.place, series)),
    ...(finding.adoptions ?? []).map((mark) => fact('Also seen on', adoptionWords(mark, series))),
    ...(finding.note.trim() === '' ? [] : [fact('Note', finding.note)]),
  ];
}

/** What is to be patched, in one line for page one: kind, compartment, how sure, and the examination that showed it. */
export const leakFact = (finding: PlanFinding, series: readonly PlanSeries[]): Fact =>
  fact(
    `Leak ${finding.ordinal}`,
    [
      capital(leakTypeWords(finding)),
      words(finding.compartment),
      finding.confidence,
      `seen on ${seriesName(series.find((one) => one.seriesInstanceUid === finding.place.seriesUid))}`,
    ].join(', '),
  );

/** The same leak on another series: carried there by vertebra, and taken over by a person who saw it there. */
function adoptionWords(mark: AdoptedMark, series: readonly PlanSeries[]): string {
  const nameOf = (uid: string): string => seriesName(series.find((one) => one.seriesInstanceUid === uid));
  const settled =
    mark.settled === undefined
      ? ''
      : `; the two readings differ, ${mark.settled.holds === 'mark' ? 'the leak’s own mark' : 'this one'} holds: ${mark.settled.reason}`;
  const by = `${mark.by.name}${mark.by.authenticated ? '' : ' (not authenticated)'}`;
  return `${nameOf(mark.seriesUid)}, at ${pointMm(mark.pointLpsMm)}; carried from ${nameOf(mark.fromSeriesUid)}, adopted by ${by}${settled}`;
}

const decided = (value: string, reason: string): string =>
  reason.trim() === '' ? value : `${value}: ${reason}`;

/** Millimetres beside and behind the line of body centres, with one standard deviation; + is left and posterior. */
function offsetWords({ derived: { lateralMm, sigmaMm, apMm } }: PlanFinding): string {
  if (lateralMm === null) return 'Not derived';
  const side = lateralMm > 0 ? 'to the left' : lateralMm < 0 ? 'to the right' : 'beside the midline';
  const spread = sigmaMm === null ? '' : ` ± ${mm(sigmaMm)} (one standard deviation)`;
  const depth = apMm === null ? '' : `; ${signedMm(apMm)} posterior`;
  return `${mm(Math.abs(lateralMm))} ${side}${spread}${depth}`;
}

function placeWords(place: Place, series: readonly PlanSeries[]): string {
  const name = seriesName(series.find((one) => one.seriesInstanceUid === place.seriesUid));
  return place.kind === 'patient'
    ? `${name}, at ${pointMm(place.pointLpsMm)}`
    : `${name}, frame ${place.frame}, pixel (${place.pointPx.map((px) => px.toFixed(1)).join(', ')})`;
}

export const seriesName = (series: PlanSeries | undefined): string =>
  series === undefined
    ? 'a series of this case'
    : `${series.description.trim() === '' ? series.modality : series.description} (${series.modality}, ${dateWords(series.studyDate)})`;

/** Every marked extravasation: extent in levels, volume where the geometry allows one, and statistics. */
export function regionBlocks(plan: TargetingPlan): readonly Block[] {
  if (plan.regions.length === 0) return [heading('Extravasation'), quiet('No region is marked.')];
  return [
    heading('Extravasation'),
    ...plan.regions.flatMap((region): readonly Block[] => [
      subheading(
        `Region ${region.ordinal}: ${region.extent === null ? 'extent not derived' : levelWords(region.extent)}`,
      ),
      facts(regionFacts(region, plan.series)),
    ]),
  ];
}

/** HU and signal in whole numbers. */
const value = (number: number): string => number.toFixed(0).replace('-', '−');

function regionFacts(region: PlanRegion, series: readonly PlanSeries[]): readonly Fact[] {
  const { measurement: measured, shape } = region;
  const unit = measured.unit === 'HU' ? 'HU' : 'signal (no unit)';
  return [
    fact(
      'Volume',
      measured.volumeMl === null
        ? orNotStated(measured.volumeProblem ?? 'Not computed')
        : `${measured.volumeMl.toFixed(1)} mL (${measured.voxelCount} voxels)`,
    ),
    fact(
      'Values',
      `mean ${value(measured.mean)} ± ${value(measured.sd)}, ${value(measured.min)} to ${value(measured.max)} ${unit}`,
    ),
    fact(
      'Drawn as',
      shape.kind === 'grow'
        ? `grown from a seed between ${value(shape.lower)} and ${value(shape.upper)} ${unit}${measured.touchesBounds ? '; it reaches the drawn bounds, so it may go on beyond them' : ''}`
        : shape.kind,
    ),
    fact('Measured on', seriesName(series.find((one) => one.seriesInstanceUid === region.seriesUid))),
    ...(region.note.trim() === '' ? [] : [fact('Note', region.note)]),
  ];
}
