import type { Vertebra } from '../src/domain/vocabulary/level.ts';
import type { CaseDefinition, FluoroscopyRequest } from './cases/caseDefinition.ts';
import { caseUid } from './dicom/common.ts';
import { CT_SERIES_KEY } from './dicom/ctInstance.ts';
import { MR_CORONAL_SERIES_KEY, MR_SERIES_KEY } from './dicom/mrInstance.ts';
import { captureUid } from './dicom/scInstance.ts';
import { xaInstanceUid, xaSeriesKey } from './dicom/xaInstance.ts';
import { toScene } from './math/frame.ts';
import type { Vec3 } from './math/vec3.ts';
import { projectPoint } from './render/carm.ts';
import type { Carm } from './render/carm.ts';
import { leakArrival } from './render/contrastFlow.ts';
import { makeDevice } from './render/device.ts';
import { fillStart } from './render/fluoroscopyRun.ts';
import type { Examination, Grids } from './render/grids.ts';
import { attitudeDeg, mrPoint } from './render/mr.ts';
import type { Scene } from './scene/scene.ts';
import { VERTEBRA_SIZES, isSacral } from './spine/anatomy.ts';
import { makeLeak } from './spine/leak.ts';
import { leakVolumeMl } from './spine/leakVolume.ts';
import type { RootSide } from './spine/rootLeak.ts';
import { spinousTip } from './spine/vertebra.ts';

/** Names of the Segmentation objects beside the truth file, by the series they lie on. */
export interface MaskFiles {
  readonly ct: string | null;
  readonly mr: string | null;
}

/** What is so in a case: for tests and for people, never read by the application. */
export function makeTruth(
  c: CaseDefinition,
  grids: Grids,
  masks: MaskFiles = { ct: null, mr: null },
): unknown {
  const { ct, mr, mrCoronal, runs } = grids;
  const [xa, ...further] = runs;
  const any = ct?.scene ?? mr?.scene ?? xa?.scene;
  return {
    note: 'Truth of a computer-generated phantom. The application never reads this file.',
    case: c.id,
    title: c.title,
    chosen: c.note,
    scheme: c.person.scheme,
    publication: c.publication ?? 'none: a trap case',
    leak: any === undefined ? [] : findings(c, any),
    devices:
      c.person.catheter === null ? [] : [{ kind: 'intrathecal catheter and pump', ...c.person.catheter }],
    laminotomies: c.person.laminotomies,
    screws: c.person.screws,
    masks: { note: 'DICOM Segmentation: dural sac, bone, leaked fluid', ...masks },
    series: {
      ct: ct && {
        seriesInstanceUid: caseUid(c, `series/${CT_SERIES_KEY}`),
        frameOfReferenceUid: caseUid(c, 'frame/ct'),
        intrathecalContrast: ct.request.intrathecal !== null,
        lying: ct.request.lying,
        ...spaceTruth(ct.scene, (p) => round(toScene(ct.grid.person, p))),
      },
      mr: mr && {
        seriesInstanceUid: caseUid(c, `series/${MR_SERIES_KEY}`),
        frameOfReferenceUid: caseUid(c, 'frame/mr'),
        attitudeAgainstCtDeg: Math.round(attitudeDeg(mr.grid) * 10) / 10,
        ...spaceTruth(mr.scene, (p) => round(mrPoint(mr.grid, p))),
      },
      /** In the frame of reference of `mr`: its places hold here too. */
      mrCoronal: mrCoronal && {
        seriesInstanceUid: caseUid(c, `series/${MR_CORONAL_SERIES_KEY}`),
        frameOfReferenceUid: caseUid(c, 'frame/mr'),
      },
      fluoroscopy: xa === undefined ? null : fluoroscopyTruth(c, xa, 0),
      furtherFluoroscopy: further.map((run, i) => fluoroscopyTruth(c, run, i + 1)),
    },
  };
}

/** Collections first, then leaking sleeves, then fistulas: the order of the places in each series. */
function findings(c: CaseDefinition, scene: Scene): readonly Record<string, unknown>[] {
  const collections = c.person.leaks.map((spec, i) => ({
    kind: spec.falseLocalizing === true ? 'false-localizing' : 'collection',
    interspace: `${spec.upper}-${spec.lower}`,
    fraction: spec.fraction,
    side: sideOf(scene, i),
    arc: spec.halfArcDeg >= 170 ? 'circumferential' : compartmentOf(spec.directionDeg),
    volumeMl: Math.round(leakVolumeMl(scene, i) * 100) / 100,
    levels: levelsReached(scene, i),
  }));
  const root = (kind: string) => (r: RootSide) => {
    const next = scene.column[scene.column.findIndex((v) => v.level === r.level) + 1]?.level ?? r.level;
    return { kind, interspace: `${r.level}-${next}`, side: r.side, volumeMl: 0 };
  };
  return [...collections, ...c.person.sleeves.map(root('sleeve')), ...c.person.fistulas.map(root('fistula'))];
}

/** 0 = left, 90 = dorsal, 180 = right, 270 = ventral. */
const compartmentOf = (directionDeg: number): string =>
  ['lateral', 'dorsal', 'lateral', 'ventral'][Math.round((((directionDeg % 360) + 360) % 360) / 90) % 4] ??
  'lateral';

/** Vertebrae whose body centre lies between the collection's ends. */
function levelsReached(scene: Scene, leak: number): readonly Vertebra[] {
  const l = scene.leaks[leak];
  if (l === undefined) return [];
  return scene.column.flatMap((v) => {
    const s = scene.canal.levelS.get(v.level) ?? Infinity;
    return s >= l.defectS - l.spec.headwardMm && s <= l.defectS + l.spec.footwardMm ? [v.level] : [];
  });
}

function fluoroscopyTruth(
  c: CaseDefinition,
  { request, scene, grid: arm }: Examination<FluoroscopyRequest, Carm>,
  run: number,
): Record<string, unknown> {
  const shown = (p: Vec3): { column: number; row: number } => {
    const { column, row } = projectPoint(arm, p);
    return { column: cut(request.mirrored ? arm.matrix - 1 - column : column), row: cut(row) };
  };
  return {
    seriesInstanceUid: caseUid(c, `series/${xaSeriesKey(run)}`),
    sopInstanceUid: xaInstanceUid(c, arm, run),
    captureSopInstanceUid: request.secondaryCapture ? captureUid(c, arm, run) : null,
    kind: request.kind,
    view: request.view,
    compartment: request.compartment,
    lying: request.lying,
    geometryInHeader: request.geometryInHeader,
    device: { kind: request.device, tip: shown(makeDevice(request, scene).points[0] ?? [0, 0, 0]) },
    frames: request.frames,
    arrivalFrame: request.arrivalFrame + 1,
    leakArrivalFrames: leakArrivalFrames(request, scene),
    maskShift: request.motion && {
      note: 'from this frame on (1-based) the anatomy lies so many pixels right and down of where it was before',
      fromFrame: request.motion.fromFrame + 1,
      columns: cut((request.motion.columns * arm.matrix) / 512) * (request.mirrored ? -1 : 1),
      rows: cut((request.motion.rows * arm.matrix) / 512),
    },
    mirrored: request.mirrored,
    pixelNote:
      'pixel index, 0,0 = centre of the first pixel; the table does not move; places are those before a maskShift',
    levels: scene.column.map((v) => ({ level: v.level, ...shown(v.frame.origin) })),
    leaks: [
      ...scene.leaks.map((l) => shown(scene.canal.curve.toScene(l.centre.s, l.centre.l, l.centre.a))),
      ...scene.roots.map(shown),
    ],
  };
}

/** 1-based frame at which each collection begins to show in an intrathecal run; null: it does not. */
function leakArrivalFrames(f: FluoroscopyRequest, scene: Scene): readonly (number | null)[] | null {
  if (f.compartment === 'epidural' || f.kind === 'last-image-hold') return null;
  const spread = makeLeak(scene.canal, f.spread);
  return scene.leaks.map((leak) => {
    const arrival = leak.spec.falseLocalizing === true ? null : leakArrival(spread, leak);
    return arrival === null ? null : Math.floor(fillStart(f, arrival)) + 1;
  });
}

function spaceTruth(scene: Scene, place: (p: Vec3) => Vec3): Record<string, unknown> {
  const { curve } = scene.canal;
  const canal: Vec3[] = [];
  for (let s = 0; s <= curve.lengthMm; s += 5) canal.push(place(curve.pointAt(s)));
  return {
    labels: scene.column.map((v) => ({ level: v.level, lps: place(v.frame.origin) })),
    spinousTips: scene.column.flatMap((v) => {
      const s = VERTEBRA_SIZES[v.level];
      if (s === undefined || isSacral(v.level) || v.level === 'C1') return [];
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
    leaks: [
      ...scene.leaks.map((l) => ({
        defect: place(curve.toScene(l.defect.s, l.defect.l, l.defect.a)),
        centre: place(curve.toScene(l.centre.s, l.centre.l, l.centre.a)),
        headEnd: place(curve.toScene(l.defectS - l.spec.headwardMm, l.centre.l, l.centre.a)),
        footEnd: place(curve.toScene(l.defectS + l.spec.footwardMm, l.centre.l, l.centre.a)),
      })),
      ...scene.roots.map((p) => ({
        defect: place(p),
        centre: place(p),
        headEnd: place(p),
        footEnd: place(p),
      })),
    ],
  };
}

function sideOf(scene: Scene, leak: number): 'left' | 'right' | 'midline' {
  const l = scene.leaks[leak]?.centre.l ?? 0;
  return Math.abs(l) <= 3 ? 'midline' : l > 0 ? 'left' : 'right';
}

const round = (p: Vec3): Vec3 => [cut(p[0]), cut(p[1]), cut(p[2])];
const cut = (v: number): number => Math.round(v * 100) / 100;
