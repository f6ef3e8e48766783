import type { CaseDefinition } from '../cases/caseDefinition.ts';
import type { Vec3 } from '../math/vec3.ts';
import { MASKS } from '../render/canvas.ts';
import type { MaskName } from '../render/canvas.ts';
import { caseUid, commonElements } from './common.ts';
import type { StudyHead } from './common.ts';
import { writeDeflatedPart10 } from './part10.ts';
import type { Element } from './part10.ts';

const SEGMENTATION_STORAGE = '1.2.840.10008.5.1.4.1.1.66.4';

/** The series a mask lies on, pixel for pixel. */
export interface MaskedSeries {
  readonly study: StudyHead;
  readonly key: string;
  readonly sopClassUid: string;
  readonly frameOfReferenceUid: string;
  readonly matrix: number;
  readonly pixelMm: number;
  readonly sliceMm: number;
  readonly slices: number;
  readonly orientation: readonly number[];
  readonly position: (slice: number) => Vec3;
  readonly instanceUid: (slice: number) => string;
}

/** One slice of one mask, a bit a pixel, lowest bit first (PS3.5 8.1.1). */
export interface MaskFrame {
  readonly mask: MaskName;
  readonly slice: number;
  readonly bits: Uint8Array;
}

/** The masks that are not empty on one slice, packed. */
export function packMasks(slice: number, masks: Uint8Array): readonly MaskFrame[] {
  return MASK_NAMES.flatMap((mask) => {
    const bits = new Uint8Array(Math.ceil(masks.length / 8));
    let any = false;
    for (let i = 0; i < masks.length; i++) {
      if (masks[i] !== MASKS[mask]) continue;
      any = true;
      bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
    }
    return any ? [{ mask, slice, bits }] : [];
  });
}

const MASK_NAMES = ['sac', 'bone', 'leak'] as const satisfies readonly MaskName[];

type Code = readonly [value: string, scheme: string, meaning: string];
const ANATOMY: Code = ['123037004', 'SCT', 'Anatomical Structure'];
const ABNORMAL: Code = ['49755003', 'SCT', 'Morphologically Abnormal Structure'];

/** Segments: no public code says "dural sac with what is in it" or "fluid that left it", so these two are our own. */
const SEGMENTS: Readonly<
  Record<MaskName, { readonly label: string; readonly category: Code; readonly type: Code }>
> = {
  sac: { label: 'Dural sac', category: ANATOMY, type: ['SAC', '99PATCHPOINT', 'Dural sac'] },
  bone: { label: 'Bone', category: ANATOMY, type: ['272673000', 'SCT', 'Bone'] },
  leak: { label: 'Leaked fluid', category: ABNORMAL, type: ['LEAK', '99PATCHPOINT', 'Leaked CSF'] },
};

const code = (tag: number, [value, scheme, meaning]: Code): Element => [
  tag,
  'SQ',
  {
    items: [
      [
        [0x00080100, 'SH', value],
        [0x00080102, 'SH', scheme],
        [0x00080104, 'LO', meaning],
      ],
    ],
  },
];

const one = (tag: number, elements: readonly Element[]): Element => [tag, 'SQ', { items: [elements] }];

/** The masks of a series as one binary Segmentation object (PS3.3 A.51), deflated. */
export function segInstance(c: CaseDefinition, of: MaskedSeries, frames: readonly MaskFrame[]): Buffer {
  const uid = caseUid(c, `seg/${of.key}/${of.matrix}/${of.slices}`);
  const present = MASK_NAMES.filter((mask) => frames.some((f) => f.mask === mask));
  const ordered = present.flatMap((mask) =>
    frames.filter((f) => f.mask === mask).toSorted((a, b) => a.slice - b.slice),
  );
  const organization = caseUid(c, `seg-dimensions/${of.key}`);
  return writeDeflatedPart10(SEGMENTATION_STORAGE, uid, [
    ...commonElements(c, of.study, {
      key: `seg/${of.key}`,
      modality: 'SEG',
      number: 90,
      description: 'Truth of the phantom: sac, bone, leak',
      protocol: 'Phantom truth',
      time: of.study.time,
      patientPosition: '',
    }).filter(([tag]) => tag !== 0x00185100),
    [0x00080008, 'CS', ['DERIVED', 'PRIMARY']],
    [0x00080016, 'UI', SEGMENTATION_STORAGE],
    [0x00080018, 'UI', uid],
    one(0x00081115, [
      [0x0020000e, 'UI', caseUid(c, `series/${of.key}`)],
      [0x0008114a, 'SQ', { items: Array.from({ length: of.slices }, (_, slice) => reference(of, slice)) }],
    ]),
    [0x00200013, 'IS', 1],
    [0x00200052, 'UI', of.frameOfReferenceUid],
    [0x00201040, 'LO', ''],
    one(0x00209221, [[0x00209164, 'UI', organization]]),
    [
      0x00209222,
      'SQ',
      {
        items: [
          dimension(organization, 0x0062000b, 0x0062000a),
          dimension(organization, 0x00200032, 0x00209113),
        ],
      },
    ],
    [0x00280002, 'US', 1],
    [0x00280004, 'CS', 'MONOCHROME2'],
    [0x00280008, 'IS', ordered.length],
    [0x00280010, 'US', of.matrix],
    [0x00280011, 'US', of.matrix],
    [0x00280100, 'US', 1],
    [0x00280101, 'US', 1],
    [0x00280102, 'US', 0],
    [0x00280103, 'US', 0],
    [0x00282110, 'CS', '00'],
    [0x00620001, 'CS', 'BINARY'],
    [0x00620002, 'SQ', { items: present.map((mask, i) => segment(mask, i + 1)) }],
    [0x00700080, 'CS', 'TRUTH'],
    [0x00700081, 'LO', 'Known from the geometry of the phantom'],
    [0x00700084, 'PN', ''],
    one(0x52009229, [
      one(0x00209116, [[0x00200037, 'DS', of.orientation]]),
      one(0x00289110, [
        [0x00180050, 'DS', of.sliceMm],
        [0x00180088, 'DS', of.sliceMm],
        [0x00280030, 'DS', [of.pixelMm, of.pixelMm]],
      ]),
    ]),
    [0x52009230, 'SQ', { items: ordered.map((f) => frameGroups(of, f, present.indexOf(f.mask) + 1)) }],
    [0x7fe00010, 'OB', Buffer.concat(ordered.map((f) => f.bits))],
  ]);
}

const reference = (of: MaskedSeries, slice: number): readonly Element[] => [
  [0x00081150, 'UI', of.sopClassUid],
  [0x00081155, 'UI', of.instanceUid(slice)],
];

const dimension = (organization: string, index: number, group: number): readonly Element[] => [
  [0x00209164, 'UI', organization],
  [0x00209165, 'AT', index],
  [0x00209167, 'AT', group],
];

const segment = (mask: MaskName, number: number): readonly Element[] => [
  code(0x00620003, SEGMENTS[mask].category),
  [0x00620004, 'US', number],
  [0x00620005, 'LO', SEGMENTS[mask].label],
  [0x00620008, 'CS', 'AUTOMATIC'],
  [0x00620009, 'LO', 'patchpoint sample-data'],
  code(0x0062000f, SEGMENTS[mask].type),
];

const frameGroups = (of: MaskedSeries, f: MaskFrame, segmentNumber: number): readonly Element[] => [
  one(0x00089124, [
    one(0x00082112, [
      ...reference(of, f.slice),
      code(0x0040a170, ['121322', 'DCM', 'Source image for image processing operation']),
    ]),
    code(0x00089215, ['113076', 'DCM', 'Segmentation']),
  ]),
  one(0x00209111, [[0x00209157, 'UL', [segmentNumber, f.slice + 1]]]),
  one(0x00209113, [[0x00200032, 'DS', of.position(f.slice)]]),
  one(0x0062000a, [[0x0062000b, 'US', segmentNumber]]),
];
