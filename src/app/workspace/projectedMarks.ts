import type { CaseDocument, LeakFinding } from '../../domain/case/document.ts';
import type { CaseDerived } from '../../domain/case/derive.ts';
import { projectMark, type ProjectedMark } from '../../domain/across/projectMark.ts';
import { add, negate } from '../../domain/geometry/vec3.ts';
import type { Level } from '../../domain/vocabulary/level.ts';
import { formatLevel } from '../../domain/vocabulary/levelText.ts';
import { worstMm } from '../../domain/spine/spineCoordinateSpread.ts';
import type { StudySummary } from '../../dicom/model.ts';
import type { OverlayMark } from '../../viewer/api.ts';
import type { ProjectedWhere } from '../../viewer/projectedOverlay.ts';
import { levelAndSide } from './captions.ts';
import { findSeries } from './series.ts';

export interface ProjectedInput {
  readonly doc: CaseDocument;
  readonly derived: CaseDerived;
  /** To name the series a mark comes from; without it, "another series". */
  readonly studies?: readonly StudySummary[];
  readonly selectedId: string | null;
}

/** A leak is a point: drawn solid on its slice and the next ones, as on the series it was marked on. */
const ADOPTED_VISIBLE_MM = 4;

/** Leaks as other series show them: dashed where they are projected, solid where a person adopted them. */
export function projectedMarks(input: ProjectedInput): readonly OverlayMark[] {
  return input.doc.findings.flatMap((finding) => [
    ...stillProjected(input.doc, finding).flatMap((mark) => overlayOf(mark, finding, input)),
    ...adoptedMarks(finding, input),
  ]);
}

/** Projections of a leak that no person has adopted: an adopted one is a mark of its own series. */
export function stillProjected(doc: CaseDocument, finding: LeakFinding): readonly ProjectedMark[] {
  const adopted = new Set((finding.adoptions ?? []).map((each) => each.frameOfReferenceUid));
  return projectMark(doc, finding).filter(
    (mark) => !('frameOfReferenceUid' in mark) || !adopted.has(mark.frameOfReferenceUid),
  );
}

function overlayOf(mark: ProjectedMark, finding: LeakFinding, input: ProjectedInput): readonly OverlayMark[] {
  const where = whereOf(mark);
  if (where === null) return [];
  const level = input.derived.resolved[finding.id]?.level ?? null;
  const place = showsSide(mark) ? levelAndSide(finding, input.derived) : levelOnly(level);
  return [
    {
      kind: 'projected',
      id: `projected|${finding.id}|${mark.seriesUid}`,
      where,
      style: { name: 'projected', provisional: true, selected: input.selectedId === finding.id },
      text: `Leak ${finding.ordinal} ${place}\n${projectedWords(mark, input.studies ?? [])}`,
    },
  ];
}

/** A picture that does not prove a side names none, though the mark it comes from has one. */
const showsSide = (mark: ProjectedMark): boolean =>
  mark.kind === 'place' || (mark.kind === 'band' && mark.side === 'shown');

const levelOnly = (level: Level | null): string => (level === null ? 'level not known' : formatLevel(level));

function whereOf(mark: ProjectedMark): ProjectedWhere | null {
  switch (mark.kind) {
    case 'place': {
      const { seriesUid, frameOfReferenceUid, pointLpsMm, semiAxesLpsMm } = mark;
      return { kind: 'ellipsoid', seriesUid, frameOfReferenceUid, centreLpsMm: pointLpsMm, semiAxesLpsMm };
    }
    case 'height': {
      const { seriesUid, frameOfReferenceUid, originLpsMm: o, leftLpsMm, posteriorLpsMm } = mark;
      return {
        kind: 'lines',
        seriesUid,
        frameOfReferenceUid,
        linesLpsMm: [
          [add(o, leftLpsMm), add(o, negate(leftLpsMm))],
          [add(o, negate(leftLpsMm)), add(add(o, negate(leftLpsMm)), posteriorLpsMm)],
          [add(o, leftLpsMm), add(add(o, leftLpsMm), posteriorLpsMm)],
        ],
      };
    }
    case 'band': {
      const { sopInstanceUid, frame, bandPx, spreadPx, heightPx, ellipsePx } = mark;
      const outlinesPx = ellipsePx.length > 0 ? [bandPx, ellipsePx] : [bandPx, spreadPx];
      return { kind: 'image', sopInstanceUid, frame, outlinesPx, linesPx: [heightPx] };
    }
    case 'not-shown':
      return null;
    default:
      return mark satisfies never;
  }
}

/** "projected from MR, ± 8 mm": where it comes from, how sure it is, what it does not know. */
export function projectedWords(mark: ProjectedMark, studies: readonly StudySummary[]): string {
  const from = `projected from ${findSeries(studies, mark.fromSeriesUid)?.modality ?? 'another series'}`;
  switch (mark.kind) {
    case 'place':
      return `${from}, ± ${(2 * worstMm(mark.spread)).toFixed(0)} mm${mark.provisional ? ', labels provisional' : ''}`;
    case 'height':
      return `${from}: level only, ± ${(2 * mark.alongSdMm).toFixed(0)} mm`;
    case 'band':
      return mark.side === 'shown' ? from : `${from}, side not confirmed here`;
    case 'not-shown':
      return `not shown: ${mark.reason}`;
    default:
      return mark satisfies never;
  }
}

function adoptedMarks(finding: LeakFinding, input: ProjectedInput): readonly OverlayMark[] {
  return (finding.adoptions ?? []).map(({ seriesUid, frameOfReferenceUid, pointLpsMm }): OverlayMark => ({
    kind: 'point',
    id: `adopted|${finding.id}|${seriesUid}`,
    where: { kind: 'patient', seriesUid, frameOfReferenceUid, pointLpsMm },
    text: `Leak ${finding.ordinal} ${levelAndSide(finding, input.derived)} · adopted`,
    style: { name: 'leak', provisional: false, selected: input.selectedId === finding.id },
    visibleWithinMm: ADOPTED_VISIBLE_MM,
    projectBeyond: input.selectedId === finding.id,
    draggable: false,
  }));
}
