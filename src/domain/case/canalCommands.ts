import { err, issue, ok, unreachable, type Result } from '../result.ts';
import type { CanalPoint } from '../spine/canalPoint.ts';
import type { Vertebra } from '../vocabulary/level.ts';
import { compareVertebrae } from '../vocabulary/scheme.ts';
import { canalBesideLabels } from './canalBesideLabels.ts';
import type { CaseCommand } from './commands.ts';
import type { CaseDocument, SpineLabeling } from './document.ts';
import { isFinitePoint } from './ids.ts';

type CanalCommand = Extract<CaseCommand, { readonly type: `canal/${string}` }>;

/** The canal beside the labels of one series. What a person set or confirmed is moved by nobody else. */
export function applyCanal(doc: CaseDocument, command: CanalCommand): Result<CaseDocument> {
  const labeling = doc.labelings[command.seriesUid];
  if (labeling === undefined)
    return err(issue('no-labels', 'This series has no labels yet. Click a vertebral body first.'));
  const changed = changedCanal(labeling, command);
  if (!changed.ok) return changed;
  const canal = changed.value.toSorted((a, b) => compareVertebrae(a.level, b.level));
  const fitting = canalBesideLabels(doc.numbering, { ...labeling, canal });
  const stray = canal.find((point) => !(fitting.canal ?? []).includes(point));
  if (stray !== undefined)
    return err(
      issue(
        'canal-off-level',
        `The point does not lie at the height of ${stray.level}: choose its own level.`,
      ),
    );
  return ok({ ...doc, labelings: { ...doc.labelings, [labeling.seriesUid]: fitting } });
}

function changedCanal(labeling: SpineLabeling, command: CanalCommand): Result<readonly CanalPoint[]> {
  const present = labeling.canal ?? [];
  const without = (levels: readonly Vertebra[]): readonly CanalPoint[] =>
    present.filter((point) => !levels.includes(point.level));
  switch (command.type) {
    case 'canal/set': {
      const kept = present.filter((point) => point.source !== 'found');
      const labelled = command.points.filter((point) =>
        labeling.labels.some((label) => label.level === point.level),
      );
      return ok([...kept, ...labelled.filter((point) => !kept.some((one) => one.level === point.level))]);
    }
    case 'canal/place': {
      const { level, pointLpsMm } = command;
      if (!isFinitePoint(pointLpsMm))
        return err(issue('point-not-finite', 'The point has no position in the patient.'));
      if (!labeling.labels.some((label) => label.level === level))
        return err(issue('not-labelled', `${level} is not labelled on this series.`));
      return ok([...without([level]), { level, pointLpsMm, source: 'edited', sdMm: 0 }]);
    }
    case 'canal/confirm':
      return ok(
        present.map((point): CanalPoint =>
          point.source === 'found' && (command.levels === 'all' || command.levels.includes(point.level))
            ? { ...point, source: 'confirmed' }
            : point,
        ),
      );
    case 'canal/remove':
      return ok(command.levels === 'all' ? [] : without(command.levels));
    default:
      return unreachable(command);
  }
}
