import { encode } from 'fast-png';
import type { RegionShape } from '../../../src/domain/case/document.ts';
import type { PlanFinding, TargetingPlan } from '../../../src/domain/plan/targetingPlan.ts';
import { NO_CONTEXT, type ExportContext, type SourceImage } from '../../../src/interchange/context.ts';
import { CT, CT_FRAME, planFixture, XA, XA_IMAGE } from '../../domain/builders.ts';
import { SEED_DRAFTS, seedPlan, type SeedStyle } from '../../domain/seedCases.ts';

/** Plans and everything a format may need besides, for round trips over all formats. */
export const CT_IMAGE = '2.25.1010';
const XA_CLASS = '1.2.840.10008.5.1.4.1.1.12.1';
const CT_CLASS = '1.2.840.10008.5.1.4.1.1.2';
const PICTURE = encode({
  width: 5,
  height: 3,
  channels: 3,
  depth: 8,
  data: Uint8Array.from({ length: 45 }, (_, i) => i * 5),
});
const keyImage = {
  id: 'ki-1',
  caption: 'Leak 1, L2-L3 right',
  seriesUid: CT,
  sopInstanceUid: CT_IMAGE,
  frame: 1,
  findingIds: [],
  sha256: 'a'.repeat(64),
  clean: { id: 'ki-1-clean', sha256: 'd'.repeat(64) },
  widthPx: 5,
  heightPx: 3,
};
export const signature = {
  name: 'A Radiologist',
  role: 'radiologist',
  at: '2024-06-12T10:00:00.000Z',
  authenticated: false,
} as const;

/** Signed, with a key image, as it leaves the room. */
export const signed = (plan: TargetingPlan): TargetingPlan => ({ ...plan, signature, keyImages: [keyImage] });

export const PUBLISHED: readonly (readonly [string, () => TargetingPlan])[] = Object.keys(SEED_DRAFTS).map(
  (style) => [style, () => signed(seedPlan(style as SeedStyle))] as const,
);

/** Two slices of one CT, the mark between them. */
const slice = (plan: TargetingPlan, uid: string, offMm: number): SourceImage => {
  const place = plan.findings.find((finding) => finding.place.kind === 'patient')?.place;
  const z = place?.kind === 'patient' ? place.pointLpsMm[2] : 0;
  return {
    seriesInstanceUid: CT,
    sopClassUid: CT_CLASS,
    sopInstanceUid: uid,
    rows: 256,
    columns: 256,
    frames: 1,
    plane: {
      originLpsMm: [-120.3, -220.7, z + offMm],
      columnStepLpsMm: [0.97, 0, 0],
      rowStepLpsMm: [0, 0.97, 0],
    },
  };
};

export function contextOf(plan: TargetingPlan): ExportContext {
  const images = [slice(plan, CT_IMAGE, 0.37), slice(plan, '2.25.1011', -2.5)];
  const [image] = images;
  if (image === undefined) throw new Error('no image');
  const run: SourceImage = {
    ...image,
    seriesInstanceUid: XA,
    sopClassUid: XA_CLASS,
    sopInstanceUid: XA_IMAGE,
    frames: 20,
    plane: null,
  };
  return {
    ...NO_CONTEXT,
    keyImagePngs: { 'ki-1': Buffer.from(PICTURE).toString('base64') },
    images: [...images, run],
    study: { studyTime: '101010', studyId: 'S1', studyDescription: 'CT myelogram' },
    reportPdf: new TextEncoder().encode('%PDF-1.7 not a real report, odd length!'),
    voxels: plan.regions.map((region) => ({
      regionId: region.id,
      rows: 256,
      columns: 256,
      sliceSpacingMm: (region.measurement.volumeMl ?? 1) / ((6400 * 0.97 * 0.97) / 1000),
      slices: [{ image, bits: new Uint8Array(256 * 256).fill(1, 100, 100 + region.measurement.voxelCount) }],
    })),
  };
}

/**
 * A plan with everything at once, so that every kind of statement stands in it: a leak in space, one on a frame of a
 * run, a drawn and a grown region, two sites (needle, catheter), hazards with answers, a predecessor. It need not be
 * one that rules would let through: here only the files are tested.
 */
export function fullPlan(): TargetingPlan {
  const plan = signed(planFixture({ version: 2, replacesVersion: 1 }));
  const [leak] = plan.findings;
  const [region] = plan.regions;
  const [site] = plan.sites;
  if (leak === undefined || region === undefined || site === undefined) throw new Error('empty fixture');
  const onImage: PlanFinding = {
    ...leak,
    id: 'leak-2',
    ordinal: 2,
    trackingUid: '2.25.962',
    place: { kind: 'image', seriesUid: XA, sopInstanceUid: XA_IMAGE, frame: 7, pointPx: [100.25, 50.5] },
    level: { kind: 'interspace', upper: 'C1', lower: 'C2' },
    side: 'left',
    compartment: 'foraminal',
    leakType: { system: 'farb', type: '2' },
    note: 'Seen on frame 7 only | and ^ odd & signs ~ \\ here',
    derived: { ...leak.derived, exitingRoot: null },
  };
  const shape: RegionShape = {
    kind: 'freehand',
    contourLpsMm: [
      [0, -100, 340],
      [4.5, -101, 340],
      [2, -95.25, 340],
    ],
  };
  return {
    ...plan,
    kind: 'multilevel',
    circumstances: {
      disclosures: { anticoagulant: 'no', pregnancy: 'not-stated', fever: 'yes' },
      csfDrainedMl: 12.5,
      postProcedureCheck: 'CT of the leak zone',
      negatives: [
        {
          id: 'neg-1',
          seriesUid: XA,
          posture: 'right-lateral-decubitus',
          coverage: { kind: 'range', from: 'T1', to: 'T12' },
          note: 'Read twice.',
        },
        { id: 'neg-2', seriesUid: null, posture: 'prone', coverage: 'not-stated', note: '' },
      ],
    },
    rationale: 'Two leaks; the L2-L3 leak is the active one.',
    numbering: { ...plan.numbering, statement: 'Five lumbar vertebrae, counted from S1.' },
    series: [
      ...plan.series,
      {
        studyInstanceUid: '2.25.3000',
        seriesInstanceUid: XA,
        modality: 'XA',
        class: 'fluoroscopy',
        description: 'Run',
        studyDate: '20240610',
        accessionNumber: '',
        frameOfReferenceUid: null,
        patientPosition: null,
        instances: [{ sopClassUid: XA_CLASS, sopInstanceUid: XA_IMAGE }],
      },
    ],
    projectionLabelings: [
      {
        seriesUid: XA,
        sopInstanceUid: XA_IMAGE,
        frame: 7,
        labels: [{ level: 'L2', pointPx: [90, 40] }],
        confirmedRightEdge: 'left',
      },
    ],
    findings: [{ ...leak, note: 'Dense jet.' }, onImage],
    regions: [
      region,
      {
        ...region,
        id: 'region-2',
        ordinal: 2,
        trackingUid: '2.25.882',
        shape,
        frameOfReferenceUid: CT_FRAME,
      },
    ],
    sites: [
      { ...site, endpoint: 'pressure-or-pain', approachReason: 'Direct to the tear.' },
      {
        ...site,
        id: 'site-2',
        findingId: 'leak-2',
        side: 'bilateral',
        target: { kind: 'vertebra', level: 'L4' },
        defect: { kind: 'range', from: 'L4', to: 'L5' },
        collection: { kind: 'range', from: 'L3', to: 'S1' },
        access: 'sacral-hiatus',
        catheterTip: { kind: 'interspace', upper: 'L4', lower: 'L5' },
        approach: 'caudal',
        delivery: 'catheter',
        needle: { type: 'Tuohy', gaugeG: 17, lengthMm: 90 },
        catheter: { type: 'Racz', gaugeG: 19, insertionLengthMm: 260 },
        aliquotMl: 2.5,
      },
    ],
    hazards: [
      { id: 'H13', siteId: site.id, severity: 'block', message: 'A message', source: 'A source' },
      { id: 'H5', siteId: null, severity: 'inform', message: 'Another', source: 'A source' },
    ],
    hazardAnswers: [{ id: 'H13', siteId: site.id, reason: 'Discussed' }],
  };
}
