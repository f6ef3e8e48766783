import type { Answer } from '../../domain/case/document.ts';
import type { PlanFinding, PlanRegion, PlanSite, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { numberingWords } from '../../domain/plan/words.ts';
import { unreachable } from '../../domain/result.ts';
import { tidyName } from '../../domain/vocabulary/personName.ts';
import { circumstanceClaims } from './circumstances.ts';
import { fold, levelClaim, levelEnds, type Claim, type Claims } from './claim.ts';

export { fold, type Claim, type Claims } from './claim.ts';

/** `site[1].target` → `site.target`. */
export const claimKind = (path: string): string => path.replaceAll(/\[[^\]]*\]/g, '');

const amount = (value: Answer<number>): Claim => (value === 'not-stated' ? value : [value]);

export function planClaims(plan: TargetingPlan): Claims {
  const { patient, signature, numbering } = plan;
  const rows: (readonly [string, Claim])[] = [
    ['plan.id', plan.planId],
    ['plan.version', [plan.version]],
    ['plan.replaces', plan.replacesVersion === null ? 'none' : [plan.replacesVersion]],
    ['plan.kind', plan.kind],
    ['plan.countedFrom', numbering.countedFrom],
    ['plan.statement', fold(numberingWords(numbering))],
    ['plan.relative', fold(numbering.relative ?? '')],
    ['plan.rationale', fold(plan.rationale)],
    ['plan.conservativeTherapy', fold(plan.conservativeTherapy)],
    ['plan.aftercare', fold(plan.aftercare)],
    ['plan.notice', fold(plan.notice)],
    ['plan.document', canonical(plan)],
    ['plan.findings', [plan.findings.length]],
    ['plan.sites', [plan.sites.length]],
    ['plan.regions', [plan.regions.length]],
    ['patient.id', patient.id.trim()],
    ['patient.issuer', patient.issuer.trim()],
    ['patient.name', tidyName(patient.name)],
    ['patient.birthDate', patient.birthDate.trim()],
    ['patient.sex', patient.sex.trim()],
    ['signature.name', signature === null ? 'not-signed' : fold(signature.name)],
    ['signature.role', signature?.role ?? 'not-signed'],
    ['signature.at', signature?.at ?? 'not-signed'],
    ['signature.authenticated', signature === null ? 'not-signed' : String(signature.authenticated)],
    ['images', imageUids(plan).join(' ')],
    ...plan.findings.flatMap(findingRows),
    ...plan.regions.flatMap(regionRows),
    ...plan.sites.flatMap((site, index) => siteRows(plan, site, index + 1)),
    ...plan.labelings.flatMap((labeling) =>
      labeling.labels.map((label): readonly [string, Claim] => [
        `label[${labeling.seriesUid} ${label.level}].pointMm`,
        label.pointLpsMm,
      ]),
    ),
    ...plan.projectionLabelings.flatMap((labeling) =>
      labeling.labels.map((label): readonly [string, Claim] => [
        `projectionLabel[${labeling.sopInstanceUid} ${labeling.frame} ${label.level}].pointPx`,
        label.pointPx,
      ]),
    ),
    ...plan.hazards.map((hazard, index): readonly [string, Claim] => [
      `hazard[${index + 1}].statement`,
      `${hazard.id} ${hazard.severity} ${hazard.siteId ?? 'plan'}`,
    ]),
    ...plan.hazardAnswers.map((answer, index): readonly [string, Claim] => [
      `hazardAnswer[${index + 1}].statement`,
      fold(`${answer.id} ${answer.siteId ?? 'plan'}: ${answer.reason}`),
    ]),
    ...circumstanceClaims(plan),
    ...plan.keyImages.flatMap((image, index): (readonly [string, Claim])[] => [
      [`keyImage[${index + 1}].image`, image.sopInstanceUid ?? 'none'],
      [`keyImage[${index + 1}].frame`, image.frame === null ? 'none' : [image.frame]],
      [`keyImage[${index + 1}].caption`, fold(image.caption)],
      [`keyImage[${index + 1}].sha256`, image.sha256],
      [`keyImage[${index + 1}].clean`, image.clean?.sha256 ?? 'none'],
      [`keyImage[${index + 1}].sizePx`, [image.widthPx, image.heightPx]],
      ...sheetOf(plan, index),
      [`keyImage[${index + 1}].lossy`, image.lossy === true ? 'yes' : 'not stated'],
    ]),
  ];
  return new Map(rows);
}

/** The sheet that shows a key image, nine on each, and whether one of them had lost detail; none for a single picture. */
function sheetOf({ keyImages }: TargetingPlan, index: number): readonly (readonly [string, Claim])[] {
  if (keyImages.length < 2) return [];
  const first = index - (index % 9);
  const lossy = keyImages.slice(first, first + 9).some((image) => image.lossy === true);
  return [[`keyImage[${index + 1}].sheet`, `${first / 9 + 1}${lossy ? ', lossy' : ''}`]];
}

/** The whole plan with its keys in order: for the formats that carry it whole, whatever fields it has. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

/** Every instance the plan names, sorted. */
export const imageUids = (plan: TargetingPlan): readonly string[] =>
  [
    ...new Set(plan.series.flatMap((series) => series.instances.map((instance) => instance.sopInstanceUid))),
  ].toSorted();

function findingRows(finding: PlanFinding): (readonly [string, Claim])[] {
  const at = `finding[${finding.ordinal}]`;
  const { place, leakType } = finding;
  return [
    [`${at}.trackingUid`, finding.trackingUid],
    [`${at}.level`, levelClaim(finding.level)],
    [`${at}.levelEnds`, levelEnds(finding.level)],
    [`${at}.side`, finding.side],
    // Without a level there is no finding site that a coded laterality could hang on.
    ...(finding.level === null ? [] : ([[`${at}.sideCode`, sideCodeClaim(finding.side)]] as const)),
    [`${at}.compartment`, finding.compartment],
    [`${at}.confidence`, finding.confidence],
    [`${at}.leakType`, `${leakType.system} ${leakType.type}`],
    [`${at}.exitingRoot`, finding.derived.exitingRoot ?? 'none'],
    [`${at}.note`, fold(finding.note)],
    [`${at}.series`, place.seriesUid],
    ...(place.kind === 'patient'
      ? ([
          [`${at}.frameOfReference`, place.frameOfReferenceUid],
          [`${at}.pointMm`, place.pointLpsMm],
        ] as const)
      : ([
          [`${at}.image`, place.sopInstanceUid],
          [`${at}.frame`, [place.frame]],
          [`${at}.pointPx`, place.pointPx],
        ] as const)),
  ];
}

/** Sides that have a standard code (CID 244 and Median); the others are said in words only. */
const sideCodeClaim = (side: PlanFinding['side']): string =>
  side === 'not-stated' || side === 'not-applicable' ? 'none' : side;

function regionRows(region: PlanRegion): (readonly [string, Claim])[] {
  const at = `region[${region.ordinal}]`;
  const { measurement, shape } = region;
  return [
    [`${at}.trackingUid`, region.trackingUid],
    [`${at}.extent`, levelClaim(region.extent)],
    [`${at}.extentEnds`, levelEnds(region.extent)],
    [`${at}.series`, region.seriesUid],
    [`${at}.frameOfReference`, region.frameOfReferenceUid],
    [`${at}.volumeMl`, measurement.volumeMl === null ? 'not-computed' : [measurement.volumeMl]],
    [`${at}.voxels`, [measurement.voxelCount]],
    [`${at}.mean`, [measurement.mean]],
    [`${at}.unit`, measurement.unit],
    [`${at}.shape`, shape.kind],
    [`${at}.pointsMm`, regionPoints(region)],
  ];
}

/** The points a region is drawn with, LPS mm, flattened: ellipse ends of both axes; outline; seed and bounds. */
export function regionPoints({ shape }: PlanRegion): readonly number[] {
  switch (shape.kind) {
    case 'ellipse': {
      const end = (axis: readonly number[], sign: number) =>
        shape.centreLpsMm.map((value, i) => value + sign * (axis[i] ?? 0));
      const { semiAxisALpsMm: a, semiAxisBLpsMm: b } = shape;
      return [...end(a, 1), ...end(a, -1), ...end(b, 1), ...end(b, -1)];
    }
    case 'freehand':
      return shape.contourLpsMm.flat();
    case 'grow':
      return [...shape.seedLpsMm, ...shape.boundsMinLpsMm, ...shape.boundsMaxLpsMm];
    default:
      return unreachable(shape);
  }
}

function siteRows(plan: TargetingPlan, site: PlanSite, ordinal: number): (readonly [string, Claim])[] {
  const at = `site[${ordinal}]`;
  const { needle, catheter, contrastAdmixture } = site;
  const finding = plan.findings.find((one) => one.id === site.findingId);
  return [
    [`${at}.finding`, finding === undefined ? 'none' : [finding.ordinal]],
    [`${at}.defect`, levelClaim(site.defect)],
    [`${at}.defectEnds`, levelEnds(site.defect)],
    [`${at}.collection`, levelClaim(site.collection)],
    [`${at}.collectionEnds`, levelEnds(site.collection)],
    [`${at}.target`, levelClaim(site.target)],
    [`${at}.targetEnds`, levelEnds(site.target)],
    [`${at}.access`, levelClaim(site.access)],
    [`${at}.accessEnds`, levelEnds(site.access)],
    [`${at}.catheterTip`, levelClaim(site.catheterTip)],
    [`${at}.catheterTipEnds`, levelEnds(site.catheterTip)],
    [`${at}.side`, site.side],
    [`${at}.sideCode`, sideCodeClaim(site.side)],
    [`${at}.approach`, site.approach],
    [`${at}.delivery`, site.delivery],
    [`${at}.guidance`, site.guidance],
    [`${at}.position`, site.position],
    [`${at}.needleType`, typeof needle === 'string' ? needle : fold(needle.type)],
    [`${at}.needleGaugeG`, typeof needle === 'string' ? needle : amount(needle.gaugeG)],
    [`${at}.needleLengthMm`, typeof needle === 'string' ? needle : amount(needle.lengthMm)],
    [`${at}.catheterType`, typeof catheter === 'string' ? catheter : fold(catheter.type)],
    [`${at}.catheterGaugeG`, typeof catheter === 'string' ? catheter : amount(catheter.gaugeG)],
    [
      `${at}.catheterInsertionMm`,
      typeof catheter === 'string' ? catheter : amount(catheter.insertionLengthMm),
    ],
    [`${at}.plannedVolumeMl`, amount(site.plannedVolumeMl)],
    [`${at}.maximumVolumeMl`, amount(site.maximumVolumeMl)],
    [`${at}.aliquotMl`, amount(site.aliquotMl)],
    [
      `${at}.admixtureAgent`,
      typeof contrastAdmixture === 'string' ? contrastAdmixture : fold(contrastAdmixture.agent),
    ],
    [
      `${at}.admixtureMl`,
      typeof contrastAdmixture === 'string' ? contrastAdmixture : amount(contrastAdmixture.volumeMl),
    ],
    [`${at}.stopCriterion`, fold(site.stopCriterion)],
    [`${at}.endpoint`, site.endpoint ?? 'unanswered'],
    [`${at}.approachReason`, fold(site.approachReason)],
  ];
}
