import type { Carried } from './compare.ts';

/**
 * Which statements each format carries, and how exactly: the list that docs/conformance.md prints and the mutation test
 * goes through. A kind that is not listed is not in the file, so nobody may look for it there.
 */
const EXACT = 1e-3;
/** GSPS and SCOORD write single precision; pixels times spacing stay within this, mm. */
const DRAWN = 0.01;
/** The two lines round volumes to 0.1 mL. */
const ROUNDED_ML = 0.051;

const kinds = (prefix: string, names: string, tolerance = EXACT): Carried =>
  Object.fromEntries(names.split(' ').map((name) => [`${prefix}.${name}`, tolerance]));

const PATIENT = kinds('patient', 'id issuer name birthDate sex');
const SIGNATURE = kinds('signature', 'name role at authenticated');
const PLAN = kinds(
  'plan',
  'id version replaces kind countedFrom statement relative rationale conservativeTherapy aftercare notice findings sites regions ' +
    'anticoagulant pregnancy fever csfDrainedMl check negatives',
);
const FINDING = kinds(
  'finding',
  'trackingUid level levelEnds side sideCode compartment confidence leakType exitingRoot note series frameOfReference pointMm image frame pointPx',
);
const REGION = kinds(
  'region',
  'trackingUid extent extentEnds series frameOfReference volumeMl mean unit shape pointsMm',
);
const SITE = kinds(
  'site',
  'finding defect defectEnds collection collectionEnds target targetEnds access accessEnds catheterTip catheterTipEnds ' +
    'side sideCode approach delivery guidance position needleType needleGaugeG needleLengthMm catheterType ' +
    'catheterGaugeG catheterInsertionMm plannedVolumeMl maximumVolumeMl aliquotMl admixtureAgent admixtureMl stopCriterion endpoint approachReason',
);
const NEGATIVE = kinds('negative', 'posture coverage coverageEnds series note');
const LABELS: Carried = { 'label.pointMm': EXACT, 'projectionLabel.pointPx': EXACT };
const HAZARDS: Carried = { 'hazard.statement': EXACT, 'hazardAnswer.statement': EXACT };
const IMAGES: Carried = { images: EXACT };
const KEY_IMAGES = kinds('keyImage', 'image frame caption');
const PICTURES = kinds('keyImage', 'sha256 clean sizePx lossy');

const EVERYTHING: Carried = {
  ...PATIENT, ...SIGNATURE, ...PLAN, ...FINDING, ...REGION, ...SITE, ...NEGATIVE, ...LABELS, ...HAZARDS, ...IMAGES, ...KEY_IMAGES,
  ...PICTURES, 'region.voxels': EXACT,
  'plan.document': EXACT,
}; // prettier-ignore
const without = (carried: Carried, ...names: readonly string[]): Carried =>
  Object.fromEntries(Object.entries(carried).filter(([name]) => !names.includes(name)));

const TWO_LINES: Carried = {
  ...kinds(
    'plan',
    'version kind countedFrom relative notice findings sites regions anticoagulant pregnancy fever csfDrainedMl negatives',
  ),
  ...kinds('negative', 'posture coverage'),
  ...kinds('finding', 'level side compartment confidence leakType exitingRoot'),
  'region.extent': EXACT,
  'region.volumeMl': ROUNDED_ML,
  ...kinds(
    'site',
    'target side approach delivery access needleType needleGaugeG needleLengthMm plannedVolumeMl maximumVolumeMl position guidance endpoint',
  ),
  ...SIGNATURE,
};
/** The two lines and the lines below them (`descriptionOf`). */
const DESCRIPTION: Carried = {
  ...TWO_LINES,
  'plan.id': EXACT,
  ...kinds('site', 'defect collection catheterTip'),
  'keyImage.caption': EXACT,
};

export const CARRIED = {
  json: EVERYTHING,
  fhir: EVERYTHING,
  text: TWO_LINES,
  sr: without(EVERYTHING, 'plan.document', 'region.voxels', ...Object.keys(PICTURES)),
  kos: { ...DESCRIPTION, ...PATIENT, ...IMAGES },
  gsps: {
    ...PATIENT,
    ...kinds('plan', 'id version findings sites'),
    ...kinds('finding', 'trackingUid level side series image frame'),
    'finding.pointMm': DRAWN,
    'finding.pointPx': DRAWN,
    ...kinds('site', 'target side approach plannedVolumeMl'),
  },
  sc: { ...DESCRIPTION, ...PATIENT, ...KEY_IMAGES, ...PICTURES, 'keyImage.sheet': EXACT },
  seg: {
    ...PATIENT,
    ...kinds('plan', 'id version'),
    ...kinds('region', 'trackingUid extent series frameOfReference voxels'),
    'region.volumeMl': DRAWN,
  },
  pdf: {
    ...PATIENT,
    ...kinds('plan', 'id version sites'),
    ...kinds('site', 'target side approach plannedVolumeMl'),
    ...IMAGES,
  },
  oru: {
    ...PATIENT, ...SIGNATURE, ...PLAN, ...FINDING, ...SITE, ...NEGATIVE, ...HAZARDS, ...IMAGES,
    ...kinds('region', 'trackingUid extent extentEnds series frameOfReference volumeMl mean unit'),
  },
  mdm: { ...DESCRIPTION, ...PATIENT, 'plan.replaces': EXACT },
} as const satisfies Readonly<Record<string, Carried>>; // prettier-ignore
export type FormatId = keyof typeof CARRIED;
