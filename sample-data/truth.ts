import type { CaseDefinition } from './cases/caseDefinition.ts';
import { CT_SERIES } from './dicom/ctInstance.ts';
import { MR_SERIES } from './dicom/mrInstance.ts';
import { XA_SERIES, xaInstanceUid } from './dicom/xaInstance.ts';
import { caseUid } from './dicom/common.ts';
import { add } from './math/vec3.ts';
import type { Vec3 } from './math/vec3.ts';
import type { CtGrid } from './render/ct.ts';
import { projectPoint } from './render/fluoroscopy.ts';
import type { Carm } from './render/fluoroscopy.ts';
import { attitudeDeg, mrPoint } from './render/mr.ts';
import type { MrGrid } from './render/mr.ts';
import type { Scene } from './scene/scene.ts';
import type { Scenes } from './scene/scenesOf.ts';
import { VERTEBRA_SIZES, isSacral } from './spine/anatomy.ts';
import { leakVolumeMl } from './spine/leakVolume.ts';
import { spinousTip } from './spine/vertebra.ts';

interface Grids {
  readonly ct: CtGrid;
  readonly mr: MrGrid;
  readonly arm: Carm;
}

/** What is so in a case: for tests and for people, never read by the application. */
export function makeTruth(c: CaseDefinition, scenes: Scenes, grids: Grids): unknown {
  const { ct, mr, arm } = grids;
  const toCt = (p: Vec3): Vec3 => round(add(p, ct.shift));
  const toMr = (p: Vec3): Vec3 => round(mrPoint(mr, p));
  const toXa = (p: Vec3): { column: number; row: number } => {
    const { column, row } = projectPoint(arm, p);
    return { column: Math.round(column * 100) / 100, row: Math.round(row * 100) / 100 };
  };
  const xa = scenes.fluoroscopy();
  return {
    note: 'Truth of a computer-generated phantom. The application never reads this file.',
    case: c.id,
    seedCase: c.seedCase,
    scheme: c.person.scheme,
    publication:
      'side, compartment, MR and fluoroscopy are not stated in the publication; chosen for the phantom',
    leak: c.person.leaks.map((spec, i) => ({
      interspace: `${spec.upper}-${spec.lower}`,
      fraction: spec.fraction,
      side: sideOf(scenes.ct(), i),
      volumeMl: Math.round(leakVolumeMl(scenes.ct(), i) * 100) / 100,
    })),
    series: {
      ct: {
        seriesInstanceUid: caseUid(c, `series/${CT_SERIES.key}`),
        frameOfReferenceUid: caseUid(c, 'frame/ct'),
        ...spaceTruth(scenes.ct(), toCt),
      },
      mr: {
        seriesInstanceUid: caseUid(c, `series/${MR_SERIES.key}`),
        frameOfReferenceUid: caseUid(c, 'frame/mr'),
        attitudeAgainstCtDeg: Math.round(attitudeDeg(mr) * 10) / 10,
        ...spaceTruth(scenes.mr(), toMr),
      },
      fluoroscopy: {
        seriesInstanceUid: caseUid(c, `series/${XA_SERIES.key}`),
        sopInstanceUid: xaInstanceUid(c, arm),
        frames: c.fluoroscopy.frames,
        arrivalFrame: c.fluoroscopy.arrivalFrame + 1,
        pixelNote:
          'pixel index, 0,0 = centre of the first pixel; the table does not move, so every frame is the same',
        levels: xa.column.map((v) => ({ level: v.level, ...toXa(v.frame.origin) })),
        leaks: xa.leaks.map((l) => toXa(xa.canal.curve.toScene(l.centre.s, l.centre.l, l.centre.a))),
      },
    },
  };
}

function spaceTruth(scene: Scene, place: (p: Vec3) => Vec3): Record<string, unknown> {
  const { curve } = scene.canal;
  const canal: Vec3[] = [];
  for (let s = 0; s <= curve.lengthMm; s += 5) canal.push(place(curve.pointAt(s)));
  return {
    labels: scene.column.map((v) => ({ level: v.level, lps: place(v.frame.origin) })),
    spinousTips: scene.column.flatMap((v) => {
      const s = VERTEBRA_SIZES[v.level];
      if (s === undefined || isSacral(v.level)) return [];
      return [{ level: v.level, lps: place(spinousTip(v.frame, s)) }];
    }),
    canal,
    conus: place(curve.pointAt(scene.canal.conusS)),
    sacEnd: place(curve.pointAt(scene.canal.sacEndS)),
    sacPoints: scene.column.flatMap((v) => {
      const at = scene.canal.levelS.get(v.level) ?? Infinity;
      const depth = scene.canal.sacHalfDepth(at);
      if (at > scene.canal.sacEndS || depth < 3) return [];
      return [{ level: v.level, lps: place(curve.toScene(at, 0, scene.canal.sacBack(at) - 0.72 * depth)) }];
    }),
    leaks: scene.leaks.map((l) => ({
      defect: place(curve.toScene(l.defect.s, l.defect.l, l.defect.a)),
      centre: place(curve.toScene(l.centre.s, l.centre.l, l.centre.a)),
      headEnd: place(curve.toScene(l.defectS - l.spec.headwardMm, l.centre.l, l.centre.a)),
      footEnd: place(curve.toScene(l.defectS + l.spec.footwardMm, l.centre.l, l.centre.a)),
    })),
  };
}

function sideOf(scene: Scene, leak: number): 'left' | 'right' | 'midline' {
  const l = scene.leaks[leak]?.centre.l ?? 0;
  return Math.abs(l) <= 3 ? 'midline' : l > 0 ? 'left' : 'right';
}

const round = (p: Vec3): Vec3 => [cut(p[0]), cut(p[1]), cut(p[2])];
const cut = (v: number): number => Math.round(v * 100) / 100;
