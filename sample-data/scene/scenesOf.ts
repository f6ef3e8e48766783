import type { CaseDefinition } from '../cases/caseDefinition.ts';
import { makeSpaceNoise } from '../math/noise.ts';
import { makeScene } from './scene.ts';
import type { Scene } from './scene.ts';

/** The same person on three tables, each built when first asked for. */
export interface Scenes {
  readonly ct: () => Scene;
  readonly mr: () => Scene;
  readonly fluoroscopy: () => Scene;
}

export function scenesOf(c: CaseDefinition): Scenes {
  const noise = once(() => makeSpaceNoise(c.person.seed));
  return {
    ct: once(() => makeScene(c.person, c.ct.posture, [0, 1, 0], noise())),
    mr: once(() => makeScene(c.person, c.mr.posture, [0, 1, 0], noise())),
    fluoroscopy: once(() => makeScene(c.person, c.fluoroscopy.posture, [0, -1, 0], noise())),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
