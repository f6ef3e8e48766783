import type { CaseDocument, LeakFinding, PatientPlace, SpineLabeling } from '../case/document.ts';
import { isDecubitus, turnOf, type RegisteredSeries } from '../posture/registered.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
import { unreachable } from '../result.ts';
import { canalInUse } from '../spine/canalPoint.ts';
import { locate } from '../spine/locate.ts';
import type { Vertebra } from '../vocabulary/level.ts';
import { CURVE_WITHOUT_ROLL, openBendDeg } from './curvedSpine.ts';
import { IN_FRONT_OF_BODIES, liesInFront } from './inFrontOfBodies.ts';
import { labelToCheck, LATERAL_UNVERIFIED } from './lateralReference.ts';
import { labelsFor } from './labelsFor.ts';
import { locateOnImage } from './locateOnImage.ts';
import { isMidlineOpen, midlineWords, MIDLINE_UNCERTAIN } from './openMidline.ts';
import { openTurn, turnWords, TURNED_WITHOUT_ROLL } from './turnedBody.ts';
import { unlabelled } from './unlabelled.ts';

/**
 * Level and side of a leak mark from the labels of its own world: 3D labels of the patient place's series (or of the
 * one series that shares its frame of reference), 2D labels of exactly this image and frame for an image place.
 *
 * @param series - how the patient lay: on the side, patient x is not left of the body. A series missing here is taken as
 * it is registered
 */
export function locateFinding(
  doc: Pick<CaseDocument, 'labelings' | 'projectionLabelings' | 'numbering'>,
  finding: Pick<LeakFinding, 'place'>,
  series: readonly RegisteredSeries[] = [],
): DerivedLocation {
  const { place } = finding;
  switch (place.kind) {
    case 'patient':
      return locateInPatient(doc, place, series);
    case 'image':
      return locateOnImage(doc, place);
    default:
      return unreachable(place);
  }
}

function locateInPatient(
  doc: Pick<CaseDocument, 'labelings' | 'numbering'>,
  place: PatientPlace,
  series: readonly RegisteredSeries[],
): DerivedLocation {
  const labels = labelsFor(doc.labelings, place);
  if (labels.kind === 'none') return unlabelled(labels.problem);
  const canal = canalInUse(labels.labeling.canal);
  const spine = { labels: labels.labeling.labels, canal, scheme: doc.numbering };
  const location = locate(spine, place.pointLpsMm);
  const borrowed = labels.ownSeries
    ? []
    : ['read on the labels of another series of the same frame of reference'];
  const provisional = restsOnProvisional(labels.labeling, location);
  const unchecked = labelToCheck(labels.labeling, location, place.pointLpsMm);
  const inFront = liesInFront(location);
  const bend = openBendDeg(spine, location, place.pointLpsMm);
  const lying = [place.seriesUid, labels.labeling.seriesUid];
  const turn = openTurn(
    {
      spine,
      canal: labels.labeling.canal ?? [],
      decubitus: isDecubitus(series, lying),
      turnDeg: turnOf(series, lying),
    },
    location,
    place.pointLpsMm,
  );
  // A bend or a turn in doubt asks about the midline as well: one question is enough.
  const midlineOpen = bend === null && turn === null && isMidlineOpen(location);
  return {
    ...location,
    problems: [
      ...location.problems,
      ...(provisional ? ['label-provisional'] : []),
      ...(unchecked === null ? [] : [LATERAL_UNVERIFIED]),
      ...(inFront ? [IN_FRONT_OF_BODIES] : []),
      ...(bend === null ? [] : [CURVE_WITHOUT_ROLL]),
      ...(turn === null ? [] : [TURNED_WITHOUT_ROLL]),
      ...(midlineOpen ? [MIDLINE_UNCERTAIN] : []),
    ],
    words: [
      location.words,
      ...borrowed,
      ...(provisional ? ['the labels beside it are interpolated: confirm them'] : []),
      ...(unchecked === null ? [] : [`check the middle of ${unchecked} on the axial view`]),
      ...(inFront
        ? [`${Math.abs(location.apMm ?? 0).toFixed(0)} mm in front of the body centres: not in the canal`]
        : []),
      ...(bend === null
        ? []
        : [
            `the spine bends sideways by ${bend.toFixed(0)}° here and its turn is not known: confirm the side`,
          ]),
      ...(turn === null ? [] : [turnWords(turn)]),
      ...(midlineOpen ? [midlineWords(location)] : []),
    ].join('; '),
  };
}

/** Does the level rest on a label that no person has clicked or confirmed? */
function restsOnProvisional(labeling: SpineLabeling, location: DerivedLocation): boolean {
  const used: readonly (Vertebra | null)[] =
    location.interspace === null
      ? [location.vertebra]
      : [location.interspace.upper, location.interspace.lower];
  return labeling.labels.some((label) => !label.confirmed && used.includes(label.level));
}
