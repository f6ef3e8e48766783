import type { SpineScheme, Vertebra } from '../../src/domain/vocabulary/level.ts';
import { makeChest } from '../body/chest.ts';
import type { Chest } from '../body/chest.ts';
import { makeLandmarks, spinousTipY, upperOutline } from '../body/landmarks.ts';
import { makeMuscles } from '../body/muscles.ts';
import type { Layer } from '../body/muscles.ts';
import { makeOrgans } from '../body/organs.ts';
import { makeSkullContents, makeUpperBody } from '../body/upperBody.ts';
import { makeOutline } from '../body/outline.ts';
import type { BodyOutline } from '../body/outline.ts';
import { childFrame } from '../math/frame.ts';
import type { SpaceNoise } from '../math/noise.ts';
import type { Vec3 } from '../math/vec3.ts';
import { canalBox } from '../render/paintCanal.ts';
import type { CanalContent } from '../render/paintCanal.ts';
import { ellipsoid } from '../shapes/primitives.ts';
import { VERTEBRA_SIZES, isSacral } from '../spine/anatomy.ts';
import type { VertebraSize } from '../spine/anatomy.ts';
import type { Bone } from '../spine/bone.ts';
import { makeCanal } from '../spine/canal.ts';
import type { Canal } from '../spine/canal.ts';
import { makeColumn, vertebraAt } from '../spine/column.ts';
import type { PlacedVertebra } from '../spine/column.ts';
import { makeDisc } from '../spine/discs.ts';
import { makeFacetJoint } from '../spine/facetJoint.ts';
import type { FacetJoint } from '../spine/facetJoint.ts';
import { makeCatheter } from '../spine/catheter.ts';
import type { CatheterSpec } from '../spine/catheter.ts';
import { makeHardware } from '../spine/hardware.ts';
import { makeFistula, rootPoint, touches } from '../spine/rootLeak.ts';
import type { RootSide } from '../spine/rootLeak.ts';
import { laminotomy, makeScars } from '../spine/laminotomy.ts';
import { makeLeak } from '../spine/leak.ts';
import type { Leak, LeakSpec } from '../spine/leak.ts';
import { makeNerves } from '../spine/nerves.ts';
import { makeIlium } from '../spine/pelvis.ts';
import type { Posture } from '../spine/posture.ts';
import { makeRibs } from '../spine/ribs.ts';
import { makeSacrum } from '../spine/sacrum.ts';
import { makeStrands } from '../spine/strands.ts';
import { archDepthMm, makeVertebra } from '../spine/vertebra.ts';
import type { VertebraJoints } from '../spine/vertebra.ts';
import { makeAtlas, makeAxis } from '../spine/atlasAxis.ts';
import { CERVICAL_INCLINE_DEG, makeCervicalVertebra, pillarPlace } from '../spine/cervical.ts';
import { makeShoulders } from '../spine/shoulder.ts';
import { makeSkull } from '../spine/skull.ts';

/** A person: what stays the same from one modality to the next. */
export interface Person {
  readonly seed: string;
  readonly scheme: SpineScheme;
  readonly top: Vertebra;
  /** Level at the origin of the scene. */
  readonly origin: Vertebra;
  readonly sizeFactor: number;
  readonly build: number;
  readonly conusBelow: Vertebra;
  readonly conusFraction: number;
  readonly leaks: readonly LeakSpec[];
  /** Contrast along single root sleeves. */
  readonly sleeves: readonly RootSide[];
  /** Veins that drain a sleeve. */
  readonly fistulas: readonly RootSide[];
  /** Vertebrae whose arches were opened on both sides, and have scarred. */
  readonly laminotomies: readonly Vertebra[];
  readonly catheter: CatheterSpec | null;
  /** Vertebrae with pedicle screws on both sides, joined by rods. */
  readonly screws: readonly Vertebra[];
}

/** A person lying on a table: every solid, in painting order. Scene mm, +x left, +y posterior, +z head. */
export interface Scene {
  readonly person: Person;
  readonly column: readonly PlacedVertebra[];
  readonly canal: Canal;
  readonly leaks: readonly Leak[];
  /** Where sleeves leak, then where fistulas drain: in the foramen. */
  readonly roots: readonly Vec3[];
  readonly outline: BodyOutline;
  readonly wallTop: number;
  /** Soft parts outside the spine. */
  readonly soft: readonly Layer[];
  /** Discs, foraminal fat. */
  readonly spineSoft: readonly Layer[];
  readonly bones: readonly Bone[];
  /** Inside the bones: basivertebral veins. */
  readonly inBone: readonly Layer[];
  /** Outside the sac, over the foraminal fat: sleeves, roots, ganglia. */
  readonly nerves: readonly Layer[];
  readonly content: CanalContent;
  readonly noise: SpaceNoise;
}

/** @param gravity - unit vector in the scene toward the floor: +y supine, -y prone */
export function makeScene(person: Person, posture: Posture, gravity: Vec3, noise: SpaceNoise): Scene {
  const column = makeColumn({ ...person, posture });
  const canal = makeCanal(column, person);
  const leaks = person.leaks.map((spec) => makeLeak(canal, spec));
  const landmarks = makeLandmarks(column, canal);
  const z = (level: Vertebra): number => landmarks.body(level)[2];
  const outline = makeOutline({
    t11Z: z('T11'),
    l3Z: z('L3'),
    s1Z: z('S1'),
    s3Z: z('S3'),
    tipT11Y: spinousTipY(column, 'T11'),
    tipL3Y: spinousTipY(column, 'L3'),
    tipS2Y: spinousTipY(column, 'S2'),
    build: person.build,
    upper: landmarks.hasNeck ? upperOutline(column, person.build) : [],
    thinAboveZ: landmarks.hasNeck ? z('T3') : Infinity,
  });
  const chest = landmarks.hasNeck ? makeChest(landmarks, person.build) : null;
  return {
    person,
    column,
    canal,
    leaks,
    roots: [...person.sleeves, ...person.fistulas].map((r) => rootPoint(column, r)),
    outline,
    wallTop: z('L1'),
    soft: [
      ...(chest === null ? [] : makeUpperBody(landmarks, chest)),
      ...makeOrgans(landmarks, outline, person.seed),
      ...makeMuscles(landmarks),
      ...(chest === null ? [] : makeSkullContents(column)),
    ],
    spineSoft: [...makeScars(column, person.laminotomies), ...makeSpineSoft(column)],
    bones: [
      ...makeBones(column, outline, chest, person.laminotomies),
      ...(chest === null
        ? []
        : [...makeShoulders(landmarks, chest), ...makeSkull(vertebraAt(column, 'C1').frame)]),
    ],
    inBone: [
      ...column.flatMap(basivertebral),
      ...(person.catheter === null ? [] : makeCatheter(person.catheter, canal, outline)),
      ...makeHardware(column, person.screws),
    ],
    nerves: column.flatMap((v) =>
      makeNerves(v, 0.8).flatMap((n): Layer[] => [
        ...(spills(leaks, v.level, n.sign) || touches(person.sleeves, v.level, n.sign)
          ? [{ tissue: 'extradural' as const, shape: n.spill }]
          : []),
        { tissue: 'csf', shape: n.sleeve },
        ...(touches(person.fistulas, v.level, n.sign) ? makeFistula(v, n.sign) : []),
        { tissue: 'nerve', shape: n.ganglion },
        { tissue: 'nerve', shape: n.root },
      ]),
    ),
    content: {
      canal,
      leaks,
      strands: makeStrands(column, canal, person.seed, gravity),
      gravity,
      box: canalBox(canal),
    },
    noise,
  };
}

const spills = (leaks: readonly Leak[], level: Vertebra, sign: 1 | -1): boolean =>
  leaks.some((l) => l.spec.alongRoot && l.spec.upper === level && l.centre.l * sign > 0);

function makeSpineSoft(column: readonly PlacedVertebra[]): readonly Layer[] {
  const discs = column.flatMap((v, i): Layer[] => {
    const next = column[i + 1];
    const disc = next === undefined ? null : makeDisc(v, next);
    return disc === null
      ? []
      : [
          { tissue: 'annulus', shape: disc.annulus },
          { tissue: 'nucleus', shape: disc.nucleus },
          ...(disc.cleft === null ? [] : [{ tissue: 'annulus' as const, shape: disc.cleft }]),
        ];
  });
  const foramina = column.flatMap((v) =>
    makeNerves(v, 0).map((n): Layer => ({ tissue: 'epiduralFat', shape: n.foramen })),
  );
  return [...foramina, ...discs];
}

function makeBones(
  column: readonly PlacedVertebra[],
  outline: BodyOutline,
  chest: Chest | null,
  opened: readonly Vertebra[],
): readonly Bone[] {
  const joints = column.map((v, i) => jointsBelow(v, column[i + 1]));
  const bones: Bone[] = [];
  for (const [i, v] of column.entries()) {
    const size = VERTEBRA_SIZES[v.level];
    if (size === undefined) continue;
    bones.push(
      boneOf(v, size, { above: joints[i - 1] ?? [], below: joints[i] ?? [] }, opened.includes(v.level)),
    );
    bones.push(...makeRibs(v, outline, chest));
  }
  const lastMobile = column.findLastIndex((v) => !isSacral(v.level));
  const s1 = vertebraAt(column, 'S1').frame;
  bones.push(makeSacrum(column, joints[lastMobile] ?? []), makeIlium(s1, 1), makeIlium(s1, -1));
  return bones;
}

function boneOf(v: PlacedVertebra, size: VertebraSize, joints: VertebraJoints, opened: boolean): Bone {
  if (v.level === 'C1') return makeAtlas(v.frame, size);
  if (v.level === 'C2') return makeAxis(v.frame, size, joints.below);
  if (v.level.startsWith('C')) return makeCervicalVertebra(v.level, v.frame, size, joints);
  return makeVertebra(v.level, v.frame, size, joints, opened ? laminotomy(v.frame, size) : []);
}

function jointsBelow(v: PlacedVertebra, next: PlacedVertebra | undefined): readonly FacetJoint[] {
  const s = VERTEBRA_SIZES[v.level];
  if (s === undefined || next === undefined || v.level === 'C1') return [];
  if (v.level.startsWith('C')) {
    const inNeck = {
      ...pillarPlace(s),
      facetDeg: s.facetBelowDeg,
      inclineDeg: CERVICAL_INCLINE_DEG,
      gapMm: 1.5,
    };
    return [makeFacetJoint(v.frame, next.frame, 1, inNeck), makeFacetJoint(v.frame, next.frame, -1, inNeck)];
  }
  const place = {
    lateralMm:
      s.canalWidthMm / 2 +
      3.6 +
      2.6 * Math.cos((s.facetBelowDeg * Math.PI) / 180) * (v.level.startsWith('L') ? 1 : 0),
    behindMm: archDepthMm(s) - (v.level.startsWith('L') ? 2.4 : -0.6),
    facetDeg: s.facetBelowDeg,
  };
  return [makeFacetJoint(v.frame, next.frame, 1, place), makeFacetJoint(v.frame, next.frame, -1, place)];
}

function basivertebral(v: PlacedVertebra): readonly Layer[] {
  const s = VERTEBRA_SIZES[v.level];
  if (s === undefined || v.level === 'C1') return [];
  const deep = s.depthMm * 0.2;
  const place = childFrame(v.frame, [0, s.depthMm / 2 - deep * 0.95, 0]);
  return [
    { tissue: 'basivertebral', shape: ellipsoid(place, s.halfWidthMm * 0.16, deep, s.depthMm * 0.036) },
  ];
}
