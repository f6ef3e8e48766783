/** The learned model on scans it has not seen, fold by fold, calibrated on the other folds. */
import { averageCurve } from '../src/domain/spine/levelCurve.ts';
import { spineModel, type SpineCalibration, type SpineModel } from '../src/domain/spine/model.ts';
import { STANDARD_SCHEME } from '../src/domain/vocabulary/scheme.ts';
import type { Placer } from './accuracyBaselines.ts';
import { calibrate, calibrated } from './accuracyCalibration.ts';
import { FOLDS, LEARNED, type Scan } from './accuracyData.ts';
import { anchorPatterns } from './accuracyPatterns.ts';
import { score, type Outcome } from './accuracyScore.ts';
import { fitShape, SETTINGS, type ShapeSettings } from './accuracyShape.ts';

/** What the product does with anchors: the learned model and, where it does not apply, the average spine. */
export function modelPlacer(model: SpineModel): Placer {
  const learned = spineModel(model);
  return ({ anchors, targets }, points) => {
    const labels = anchors.flatMap((k, i) => {
      const [level, pointLpsMm] = [LEARNED[k], points[i]];
      return level === undefined || pointLpsMm === undefined ? [] : [{ level, pointLpsMm }];
    });
    const curve = learned(STANDARD_SCHEME, labels) ?? averageCurve(STANDARD_SCHEME, labels);
    return targets.map((target) => {
      const level = LEARNED[target];
      const place = level === undefined ? null : (curve?.(level) ?? null);
      return place === null ? null : { pointLpsMm: place.pointLpsMm, sdMm: Math.sqrt(place.varianceMm2) };
    });
  };
}

export interface CrossValidation {
  /** A placer per fold, fitted on the other folds. */
  readonly outcomes: readonly Outcome[];
  /** From all folds together: what the data file holds. */
  readonly calibration: SpineCalibration;
}

/**
 * @param fit - makes the placer of a fold from its training scans
 * @param click - what a person clicks for a true centre
 */
export function perFold(
  scans: readonly Scan[],
  folds: readonly number[],
  excluded: ReadonlySet<string>,
  fit: (training: readonly Scan[]) => Placer,
  click?: Parameters<typeof score>[3],
): readonly (readonly Outcome[])[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const training = scans.filter((scan, i) => folds[i] !== fold && !excluded.has(scan.subject));
    const test = scans.filter((_scan, i) => folds[i] === fold);
    return score(fit(training), test, PATTERNS, click);
  });
}

const PATTERNS = anchorPatterns();

/** Each fold's standard deviations are calibrated on what the models made of the other folds, screened. */
export function crossValidate(
  scans: readonly Scan[],
  folds: readonly number[],
  excluded: ReadonlySet<string>,
  settings: ShapeSettings = SETTINGS,
): CrossValidation {
  const raw = perFold(scans, folds, excluded, (training) => modelPlacer(fitShape(training, settings)));
  const screened = raw.map((outcomes) => outcomes.filter(({ scan }) => !excluded.has(scan)));
  const outcomes = raw.flatMap((own, fold) => {
    const calibration = calibrate(screened.filter((_, other) => other !== fold).flat());
    return own.map((outcome) => calibrated(outcome, calibration));
  });
  return { outcomes, calibration: calibrate(screened.flat()) };
}
