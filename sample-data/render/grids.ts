import { fluoroscopyOf } from '../cases/caseDefinition.ts';
import type { CaseDefinition, CtRequest, FluoroscopyRequest, MrRequest } from '../cases/caseDefinition.ts';
import type { Scene } from '../scene/scene.ts';
import type { Scenes } from '../scene/scenesOf.ts';
import { makeCtGrid } from './ct.ts';
import type { CtGrid } from './ct.ts';
import { makeCarm } from './carm.ts';
import type { Carm } from './carm.ts';
import { makeCoronalGrid, makeMrGrid } from './mr.ts';
import type { MrGrid } from './mr.ts';

/** One examination of a case: what was asked, the person on that table, and the pixels' places. */
export interface Examination<Request, Grid> {
  readonly request: Request;
  readonly scene: Scene;
  readonly grid: Grid;
}

/** The examinations a case has. */
export interface Grids {
  readonly ct: Examination<CtRequest, CtGrid> | null;
  readonly mr: Examination<MrRequest, MrGrid> | null;
  /** The coronal series of the MR session. */
  readonly mrCoronal: Examination<MrRequest, MrGrid> | null;
  /** C-arm pictures and runs, the case's first one first. */
  readonly runs: readonly Examination<FluoroscopyRequest, Carm>[];
}

export function gridsOf(c: CaseDefinition, scenes: Scenes, scale: number): Grids {
  const examine = <R, G>(
    request: R | null,
    scene: Scene | null,
    make: (request: R, scene: Scene, scale: number) => G,
  ): Examination<R, G> | null =>
    request === null || scene === null ? null : { request, scene, grid: make(request, scene, scale) };
  const magnet = scenes.mr();
  const coronal = c.mr === null || magnet === null ? null : makeCoronalGrid(c.mr, magnet, scale);
  return {
    ct: examine(c.ct, scenes.ct(), makeCtGrid),
    mr: examine(c.mr, scenes.mr(), makeMrGrid),
    mrCoronal: coronal && c.mr && magnet && { request: c.mr, scene: magnet, grid: coronal },
    runs: fluoroscopyOf(c).flatMap((request) => {
      const scene = scenes.fluoroscopy();
      return scene === null ? [] : [{ request, scene, grid: makeCarm(request, scene, scale) }];
    }),
  };
}
