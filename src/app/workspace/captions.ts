import type { CaseDerived } from '../../domain/case/derive.ts';
import type { CaseDocument, ExtravasationRegion, LeakFinding } from '../../domain/case/document.ts';
import { awaitsSide } from '../../domain/findings/sideDoubts.ts';
import { formatLevel } from '../../domain/vocabulary/levelText.ts';
import { nameWords } from '../../domain/vocabulary/personName.ts';
import type { Side } from '../../domain/vocabulary/terms.ts';
import type { PatientHeader, SeriesSummary, StudyHeader } from '../../dicom/model.ts';
import type { PaneState, Plane } from '../../viewer/api.ts';

/** The words under which marks are known everywhere: "Leak 1, L2-L3 right". Unknown is said, never blank. */
export function findingTitle(finding: LeakFinding, derived: CaseDerived): string {
  return `Leak ${finding.ordinal}, ${levelAndSide(finding, derived)}`;
}

/** "L2-L3 right"; "L2-L3 right?" while the side waits for a person's word: a picture must not say more than is known. */
export function levelAndSide(finding: LeakFinding, { resolved, locations }: CaseDerived): string {
  const { level, side } = resolved[finding.id] ?? { level: null, side: null };
  const doubt = side !== null && awaitsSide(finding, locations[finding.id]) ? '?' : '';
  return `${level === null ? 'level not known' : formatLevel(level)} ${sideWord(side)}${doubt}`;
}

export function sideWord(side: Side | null): string {
  if (side === null) return '· side not proven';
  if (side === 'not-stated') return '· side not stated';
  return side === 'not-applicable' ? '· side not applicable' : side;
}

export function regionTitle(region: ExtravasationRegion, derived: CaseDerived): string {
  const extent = derived.extents[region.id] ?? null;
  return `Extravasation ${region.ordinal}, ${extent === null ? 'extent not known' : formatLevel(extent)}`;
}

const PLANE_NAME: Readonly<Record<Plane, string>> = {
  axial: 'axial',
  sagittal: 'sagittal',
  coronal: 'coronal',
  'curved-sagittal': 'curved sagittal',
  'curved-coronal': 'curved coronal',
  stack: 'original images',
};

/** "CT sagittal, 45 of 112": which picture it is, for captions and for readers who do not see it. */
export function viewWords(
  series: SeriesSummary,
  plane: Plane,
  state: Pick<PaneState, 'index' | 'count'> & Partial<Pick<PaneState, 'look'>>,
): string {
  const noun = pictureNoun(series, plane, state.count);
  const { look } = state;
  const cut = look?.kind === 'oblique' ? `${PLANE_NAME[plane]} parallel to ${look.name}` : PLANE_NAME[plane];
  if (noun === 'image' && state.count === 1) return `${series.modality} image`;
  return `${series.modality} ${noun === 'frame' ? 'run' : cut}, ${noun} ${state.index + 1} of ${state.count}`;
}

/** What one picture of a view is: a frame of a run, a slice of a volume, an image as it was sent. */
export function pictureNoun(series: SeriesSummary, plane: Plane, count: number): 'frame' | 'image' | 'slice' {
  if (plane !== 'stack') return 'slice';
  return series.class === 'fluoroscopy' && count > 1 ? 'frame' : 'image';
}

const AXIS: Readonly<Record<Plane, string>> = {
  axial: 'z ',
  sagittal: 'x ',
  coronal: 'y ',
  'curved-sagittal': '',
  'curved-coronal': '',
  stack: '',
};

/** Where the slice lies: "z −312.0 mm", "parallel to L4-L5, +2 mm, turned 14°", "3 mm left of the labels". */
export function sliceWords(
  plane: Plane,
  { look, positionMm }: Pick<PaneState, 'look' | 'positionMm'>,
): string {
  if (look.kind === 'oblique') {
    const off =
      look.offMm === 0 ? '' : `, ${look.offMm > 0 ? '+' : '−'}${Math.abs(look.offMm).toFixed(0)} mm`;
    return `parallel to ${look.name}${off}, turned ${look.tiltDeg.toFixed(0)}°`;
  }
  if (positionMm === null) return '';
  if (look.kind === 'flat') return `${AXIS[plane]}${signed(positionMm.toFixed(1))} mm`;
  if (positionMm === 0) return 'through the labels';
  const [plus, minus] = plane === 'curved-sagittal' ? ['left of', 'right of'] : ['behind', 'in front of'];
  return `${Math.abs(positionMm).toFixed(0)} mm ${positionMm > 0 ? plus : minus} the labels`;
}
const signed = (number: string): string => number.replace('-', '−');

/** A caption to start from: the selected finding, else all that the picture shows, and which picture it is. */
export function captionDraft(
  doc: CaseDocument,
  derived: CaseDerived,
  selectedId: string | null,
  view: string,
  visible: readonly LeakFinding[],
): string {
  const selected = visible.filter((finding) => finding.id === selectedId);
  const named = selected.length > 0 ? selected : visible;
  const region = doc.regions.filter((candidate) => candidate.id === selectedId);
  const words =
    region.length > 0
      ? region.map((r) => regionTitle(r, derived))
      : named.map((f) => findingTitle(f, derived));
  return words.length === 0 ? `${view}.` : `${words.join('; ')}. ${view}.`;
}

/** The strip that goes with the picture: whose it is and when it was taken. Absent is said, not left out. */
export function identityStrip(
  patient: PatientHeader,
  study: StudyHeader | null,
  series: SeriesSummary,
): string {
  return [
    nameWords(patient.name),
    `ID ${patient.id || 'not stated'}`,
    `born ${dateWords(patient.birthDate)}`,
    `${series.modality} ${dateWords(study?.date ?? '')}`,
    series.description || 'series without description',
  ].join(' · ');
}

/** YYYYMMDD as 2026-11-22; what is not a date is "not stated". */
export function dateWords(date: string): string {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(date);
  return parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : 'not stated';
}
