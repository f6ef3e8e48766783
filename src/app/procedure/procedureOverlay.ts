import { plannedBand } from '../../domain/across/plannedBand.ts';
import { plannedPlace } from '../../domain/guard/planned.ts';
import { formatLevel } from '../../domain/vocabulary/levelText.ts';
import { regionOf } from '../../domain/vocabulary/scheme.ts';
import type { OverlayMark, OverlayModel } from '../../viewer/api.ts';
import type { ProcedureState } from './procedure.ts';

/** What is drawn on the fluoroscopy: the labels counted here, the planned interspace between them, the tip. */
export function procedureOverlay(state: ProcedureState): OverlayModel {
  const labelings = Object.values(state.labelings);
  return {
    marks: [
      ...labelings.flatMap(({ sopInstanceUid, frame, labels }) =>
        labels.map(({ level, pointPx }): OverlayMark => ({
          kind: 'point',
          id: `count|${level}`,
          where: { kind: 'image', sopInstanceUid, frame, pointPx },
          text: level,
          style: { name: `label-${regionOf(level)}`, provisional: false, selected: false },
          visibleWithinMm: 0,
          projectBeyond: false,
          draggable: false,
        })),
      ),
      ...labelings.flatMap((labeling) => bandMarks(state, labeling)),
      ...tipMarks(state),
    ],
  };
}

function bandMarks(
  { record: { plan }, siteId, instrument }: ProcedureState,
  labeling: ProcedureState['labelings'][string],
): readonly OverlayMark[] {
  const site = plan.sites.find(({ id }) => id === siteId);
  const level = site === undefined ? null : plannedPlace(plan, site, instrument).level;
  const band = plannedBand(level, labeling, plan.numbering);
  if (band === null || level === null) return [];
  const { sopInstanceUid, frame } = labeling;
  return [
    {
      kind: 'projected',
      id: 'planned',
      text: `Planned ${formatLevel(level)}`,
      style: { name: 'projected', provisional: true, selected: false },
      where: { kind: 'image', sopInstanceUid, frame, outlinesPx: [band], linesPx: [] },
    },
  ];
}

function tipMarks({ tip, instrument }: ProcedureState): readonly OverlayMark[] {
  if (tip === null) return [];
  const { sopInstanceUid, frame, pointPx } = tip;
  return [
    {
      kind: 'point',
      id: 'tip',
      where: { kind: 'image', sopInstanceUid, frame, pointPx },
      text: instrument === 'needle' ? 'Needle tip' : 'Catheter tip',
      style: { name: 'tip', provisional: false, selected: false },
      visibleWithinMm: 0,
      projectBeyond: false,
      draggable: false,
    },
  ];
}
