import { z } from 'zod';
import { CLICK_PLANES, LABEL_SOURCES } from '../domain/case/document.ts';
import { CANAL_SOURCES } from '../domain/spine/canalPoint.ts';
import { VERTEBRAE } from '../domain/vocabulary/level.ts';
import {
  ANOMALIES,
  COUNTED_FROM,
  HAZARD_IDS,
  LEAK_SYSTEMS,
  LEAK_TYPES,
  SEVERITIES,
  SIDES,
  type LeakSystem,
} from '../domain/vocabulary/terms.ts';

/** Building blocks shared by the draft document and the signed plan. Unknown keys are refused everywhere. */

export const text = (max: number) => z.string().max(max);
/** Finite: JSON cannot carry NaN or Infinity, and no coordinate may be either. */
export const finite = z.number();
export const positive = z.number().positive();
export const uid = z
  .string()
  .max(64)
  .regex(/^[0-9]+(\.[0-9]+)*$/, 'not a DICOM UID');
export const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9._-]+$/, 'letters, digits, dot, dash and underscore only');

export const pointLps = z.tuple([finite, finite, finite]);
export const pointPx = z.tuple([finite, finite]);
export const vertebra = z.enum(VERTEBRAE);

export const level = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('vertebra'), level: vertebra }),
  z.strictObject({ kind: z.literal('interspace'), upper: vertebra, lower: vertebra }),
  z.strictObject({ kind: z.literal('range'), from: vertebra, to: vertebra }),
]);

export const notStated = z.literal('not-stated');
export const answer = <T extends z.ZodType>(schema: T) => z.union([notStated, schema]);

/** Words or no answer; "not stated" typed in words is no answer, as every text that leaves would read it. */
export const answerInWords = (max: number) =>
  answer(text(max).overwrite((words) => (/^\s*not[\s-]+stated\s*$/i.test(words) ? 'not-stated' : words)));

const typesOf = (system: LeakSystem): readonly string[] => LEAK_TYPES[system];

export const leakType = z
  .strictObject({
    system: z.enum(LEAK_SYSTEMS),
    type: text(40),
  })
  .refine((value) => typesOf(value.system).includes(value.type), {
    message: 'type does not belong to the classification system',
    path: ['type'],
  });

export const place = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('patient'),
    seriesUid: uid,
    frameOfReferenceUid: uid,
    pointLpsMm: pointLps,
  }),
  z.strictObject({
    kind: z.literal('image'),
    seriesUid: uid,
    sopInstanceUid: uid,
    frame: z.int().min(1),
    pointPx,
  }),
]);

const against = text(40).optional();
export const sideDecision = z.strictObject({ side: z.enum(SIDES), reason: text(2000), against }).nullable();
export const levelDecision = z.strictObject({ level, reason: text(2000), against }).nullable();

export const adoptedMark = z.strictObject({
  seriesUid: uid,
  frameOfReferenceUid: uid,
  pointLpsMm: pointLps,
  fromSeriesUid: uid,
  by: z.strictObject({ name: text(200).min(1), authenticated: z.boolean() }),
  at: z.iso.datetime(),
  settled: z
    .strictObject({ holds: z.enum(['mark', 'adopted']), reason: text(2000).min(1), against: text(200) })
    .optional(),
});

const canalPoint = z.strictObject({
  level: vertebra,
  pointLpsMm: pointLps,
  source: z.enum(CANAL_SOURCES),
  sdMm: z.number().nonnegative(),
});

export const labeling = z.strictObject({
  seriesUid: uid,
  frameOfReferenceUid: uid,
  labels: z
    .array(
      z.strictObject({
        level: vertebra,
        pointLpsMm: pointLps,
        source: z.enum(LABEL_SOURCES),
        confirmed: z.boolean(),
        sdMm: z.number().nonnegative(),
        clickedOn: z.enum(CLICK_PLANES).optional(),
        middleSeenOn: z.enum(['axial', 'coronal']).optional(),
      }),
    )
    .max(40),
  canal: z.array(canalPoint).max(40).optional(),
});

export const projectionLabeling = z.strictObject({
  seriesUid: uid,
  sopInstanceUid: uid,
  frame: z.int().min(1),
  labels: z.array(z.strictObject({ level: vertebra, pointPx })).max(40),
  confirmedRightEdge: z.enum(['left', 'right']).nullable(),
});

export const numbering = z.strictObject({
  countedFrom: z.enum(COUNTED_FROM).nullable(),
  seriesUid: uid.nullable(),
  anomalies: z.array(z.enum(ANOMALIES)).max(ANOMALIES.length),
  statement: text(2000),
  absent: z.array(vertebra).max(10),
  extra: z.array(vertebra).max(10),
  keptCounts: z
    .array(z.strictObject({ id: text(140).min(1), against: text(500).min(1), reason: text(2000).min(1) }))
    .max(50)
    .optional(),
});

export const regionShape = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ellipse'),
    centreLpsMm: pointLps,
    semiAxisALpsMm: pointLps,
    semiAxisBLpsMm: pointLps,
  }),
  z.strictObject({ kind: z.literal('freehand'), contourLpsMm: z.array(pointLps).min(3).max(5000) }),
  z.strictObject({
    kind: z.literal('grow'),
    seedLpsMm: pointLps,
    lower: finite,
    upper: finite,
    boundsMinLpsMm: pointLps,
    boundsMaxLpsMm: pointLps,
  }),
]);

export const regionMeasurement = z.strictObject({
  voxelCount: z.int().nonnegative(),
  volumeMl: z.number().nonnegative().nullable(),
  volumeProblem: text(500).nullable(),
  mean: finite,
  sd: z.number().nonnegative(),
  min: finite,
  max: finite,
  unit: z.enum(['HU', 'signal']),
  minLpsMm: pointLps,
  maxLpsMm: pointLps,
  cranialLpsMm: pointLps,
  caudalLpsMm: pointLps,
  touchesBounds: z.boolean(),
});

export const keyImage = z.strictObject({
  id,
  caption: text(500),
  seriesUid: uid,
  sopInstanceUid: uid.nullable(),
  frame: z.int().min(1).nullable(),
  findingIds: z.array(id).max(50),
  shown: z
    .array(
      z.strictObject({
        findingId: id,
        ordinal: z.int().min(1),
        level: text(40).nullable(),
        side: z.enum(SIDES).nullable(),
      }),
    )
    .max(50)
    .optional(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  clean: z.strictObject({ id, sha256: z.string().regex(/^[0-9a-f]{64}$/) }).optional(),
  marked: z
    .strictObject({
      id,
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      widthPx: z.int().positive(),
      heightPx: z.int().positive(),
      identity: text(1000),
      facts: text(500),
    })
    .exactOptional(),
  planVersion: z.int().min(1).exactOptional(),
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  lossy: z.literal(true).exactOptional(),
});

export const needle = z.strictObject({
  type: text(200),
  gaugeG: answer(positive.max(40)),
  lengthMm: answer(positive.max(500)),
});
export const catheter = z.strictObject({
  type: text(200),
  gaugeG: answer(positive.max(40)),
  insertionLengthMm: answer(positive.max(1000)),
});
export const admixture = z.strictObject({ agent: text(200), volumeMl: answer(positive.max(100)) });
/** Blood volumes in mL: an upper bound of plausibility, not a dose limit (H18 holds the site's limit). */
export const volumeMl = answer(positive.max(200));

export const deviation = z.strictObject({
  siteId: id,
  field: z.enum(['target', 'side', 'defect', 'collection']),
  derived: text(200),
  chosen: text(200),
  reason: text(2000),
});
export const declaredHazard = z.strictObject({
  id: z.enum(HAZARD_IDS),
  present: z.enum(['yes', 'no', 'not-stated']),
  level: level.nullable(),
  note: text(2000),
});
export const hazardAnswer = z.strictObject({
  id: z.enum(HAZARD_IDS),
  siteId: id.nullable(),
  reason: text(2000),
  answered: z
    .array(z.strictObject({ severity: z.enum(SEVERITIES), facts: text(4000), message: text(4000) }))
    .max(20)
    .optional(),
});
