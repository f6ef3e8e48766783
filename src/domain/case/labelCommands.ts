import { err, issue, ok, unreachable, type Issue, type Result } from '../result.ts';
import type { Vertebra } from '../vocabulary/level.ts';
import { isInScheme } from '../vocabulary/scheme.ts';
import type { CaseCommand } from './commands.ts';
import type { CaseDocument, SpineLabel, SpineLabeling } from './document.ts';
import { canalBesideLabels } from './canalBesideLabels.ts';
import { isFinitePoint } from './ids.ts';
import { confirmLabels } from './confirmLabels.ts';
import { insertLabel } from './insertLabel.ts';
import { importLabels, snapProvisional } from './labelBatch.ts';
import { labelOrderIssue } from './labelOrder.ts';
import { refreshProvisional } from './refreshProvisional.ts';
import { takeOutLabel } from './takeOutLabel.ts';

/** A click for a level, with the plane it was made in where that is known. */
type LabelClick = Pick<Extract<CaseCommand, { type: 'label/move' }>, 'level' | 'pointLpsMm' | 'clickedOn'>;
type LabelCommand = Extract<CaseCommand, { readonly type: `label/${string}` }>;

/** Labels of the spine on one series. What a person clicked or confirmed is never moved by anything but a person. */
export function applyLabel(doc: CaseDocument, command: LabelCommand): Result<CaseDocument> {
  switch (command.type) {
    case 'label/place':
      return placeLabel(doc, command);
    case 'label/clear': {
      const rest = Object.entries(doc.labelings).filter(([seriesUid]) => seriesUid !== command.seriesUid);
      return ok({ ...doc, labelings: Object.fromEntries(rest) });
    }
    case 'label/move':
      return onLabeling(doc, command.seriesUid, (labeling) => moveLabel(doc, labeling, command));
    case 'label/remove':
      return onLabeling(doc, command.seriesUid, (labeling) => removeLabel(doc, labeling, command.level));
    case 'label/confirm':
      return onLabeling(doc, command.seriesUid, (labeling) =>
        confirmLabels(doc.numbering, labeling, command.levels),
      );
    case 'label/insert':
      return onLabeling(doc, command.seriesUid, (labeling) =>
        insertLabel(doc.numbering, labeling, command.pointLpsMm, command.clickedOn),
      );
    case 'label/take-out':
      return onLabeling(doc, command.seriesUid, (labeling) =>
        takeOutLabel(doc.numbering, labeling, command.level),
      );
    case 'label/confirm-middle':
      return onLabeling(doc, command.seriesUid, (labeling) => confirmMiddle(labeling, command));
    case 'label/snap':
      return onLabeling(doc, command.seriesUid, (labeling) =>
        snapProvisional(labeling, command.points, command.sdMm),
      );
    case 'label/import': {
      const imported = importLabels(doc, command);
      return imported.ok ? ok(withLabeling(doc, imported.value)) : imported;
    }
    default:
      return unreachable(command);
  }
}

function placeLabel(
  doc: CaseDocument,
  command: Extract<LabelCommand, { type: 'label/place' }>,
): Result<CaseDocument> {
  const { seriesUid, frameOfReferenceUid, level } = command;
  const labeling = doc.labelings[seriesUid] ?? { seriesUid, frameOfReferenceUid, labels: [] };
  if (labeling.frameOfReferenceUid !== frameOfReferenceUid)
    return err(
      issue('frame-mismatch', 'This image has another frame of reference than the labels of its series.'),
    );
  const present = labeling.labels.find((label) => label.level === level);
  if (present?.confirmed === true)
    return err(
      issue(
        'label-exists',
        `${level} is already labelled on this series. Drag its mark to move it, or choose the next level.`,
      ),
    );
  const placed = withClicked(doc, labeling, command);
  return placed.ok ? ok(withLabeling(doc, placed.value)) : placed;
}

function moveLabel(doc: CaseDocument, labeling: SpineLabeling, click: LabelClick): Result<SpineLabeling> {
  const before = labeling.labels.find((label) => label.level === click.level);
  return before === undefined
    ? err(notLabelled(click.level))
    : withClicked(doc, labeling, click, lateralProof(before, click));
}

function removeLabel(doc: CaseDocument, labeling: SpineLabeling, level: Vertebra): Result<SpineLabeling> {
  const present = labeling.labels.find((label) => label.level === level);
  if (present === undefined) return err(notLabelled(level));
  if (!present.confirmed && present.source === 'interpolated')
    return err(
      issue(
        'label-interpolated',
        `${level} is interpolated between two labels. It goes when one of them is removed, or when ${level} is stated as absent in the numbering.`,
      ),
    );
  return ok(
    refreshProvisional(doc.numbering, {
      ...labeling,
      labels: labeling.labels.filter((label) => label !== present),
    }),
  );
}

/** A label a person put there: confirmed, exact, and the provisional ones around it computed anew. */
function withClicked(
  doc: CaseDocument,
  labeling: SpineLabeling,
  { level, pointLpsMm, clickedOn }: LabelClick,
  proof: Pick<SpineLabel, 'clickedOn' | 'middleSeenOn'> = clickedOn === undefined ? {} : { clickedOn },
): Result<SpineLabeling> {
  if (!isFinitePoint(pointLpsMm))
    return err(issue('point-not-finite', 'The label has no position in the patient.'));
  if (!isInScheme(doc.numbering, level))
    return err(
      issue(
        'level-not-in-numbering',
        `${level} is not in this patient's numbering. State the anomaly first.`,
      ),
    );
  const others = labeling.labels.filter((label) => label.level !== level);
  const fault = labelOrderIssue(
    doc.numbering,
    others.filter((label) => label.confirmed),
    level,
    pointLpsMm,
  );
  if (fault !== null) return err(fault);
  const clicked: SpineLabel = { level, pointLpsMm, source: 'clicked', confirmed: true, sdMm: 0, ...proof };
  return ok(refreshProvisional(doc.numbering, { ...labeling, labels: [...others, clicked] }));
}

/** A drag inside a sagittal slice leaves the lateral place, and what a person has seen of it, as it was. */
function lateralProof(
  before: SpineLabel,
  { pointLpsMm, clickedOn }: LabelClick,
): Pick<SpineLabel, 'clickedOn' | 'middleSeenOn'> {
  const stays = Math.abs(pointLpsMm[0] - before.pointLpsMm[0]) <= SAME_LATERAL_MM;
  if (clickedOn !== 'sagittal' || !stays || before.source !== 'clicked')
    return clickedOn === undefined ? {} : { clickedOn };
  const { clickedOn: first, middleSeenOn } = before;
  return {
    ...(first === undefined ? {} : { clickedOn: first }),
    ...(middleSeenOn === undefined ? {} : { middleSeenOn }),
  };
}

/** The same sagittal slice, up to the rounding of a click: less than half a voxel of any spine CT or MR. */
const SAME_LATERAL_MM = 0.1;

function confirmMiddle(
  labeling: SpineLabeling,
  { levels, seenOn }: Extract<LabelCommand, { type: 'label/confirm-middle' }>,
): Result<SpineLabeling> {
  const missing = levels.find((level) => !labeling.labels.some((label) => label.level === level));
  if (missing !== undefined) return err(notLabelled(missing));
  const labels = labeling.labels.map((label): SpineLabel =>
    levels.includes(label.level) ? { ...label, confirmed: true, middleSeenOn: seenOn } : label,
  );
  return ok({ ...labeling, labels });
}

function onLabeling(
  doc: CaseDocument,
  seriesUid: string,
  change: (labeling: SpineLabeling) => Result<SpineLabeling>,
): Result<CaseDocument> {
  const labeling = doc.labelings[seriesUid];
  if (labeling === undefined)
    return err(issue('no-labels', 'This series has no labels yet. Click a vertebral body first.'));
  const changed = change(labeling);
  return changed.ok ? ok(withLabeling(doc, changed.value)) : changed;
}

/** A labeling without labels is no labeling: the series may then be labelled in any frame. */
function withLabeling(doc: CaseDocument, labeling: SpineLabeling): CaseDocument {
  const { [labeling.seriesUid]: _before, ...others } = doc.labelings;
  const fitting = canalBesideLabels(doc.numbering, labeling);
  const labelings =
    labeling.labels.length === 0 ? others : { ...doc.labelings, [labeling.seriesUid]: fitting };
  return { ...doc, labelings };
}

const notLabelled = (level: Vertebra): Issue =>
  issue('not-labelled', `${level} is not labelled on this series.`);
