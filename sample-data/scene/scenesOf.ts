import type { CaseDefinition } from '../cases/caseDefinition.ts';
import { makeSpaceNoise } from '../math/noise.ts';
import { gravityInScene } from './lying.ts';
import { makeScene } from './scene.ts';
import type { Scene } from './scene.ts';

/** The same person on three tables, each built when first asked for; null where there is no examination. */
export interface Scenes {
  readonly ct: () => Scene | null;
  readonly mr: () => Scene | null;
  readonly fluoroscopy: () => Scene | null;
}

export function scenesOf(c: CaseDefinition): Scenes {
  const noise = once(() => makeSpaceNoise(c.person.seed));
  const { ct, mr, fluoroscopy } = c;
  return {
    ct: once(() => ct && makeScene(c.person, ct.posture, gravityInScene(ct.lying), noise())),
    mr: once(() => mr && makeScene(c.person, mr.posture, [0, 1, 0], noise())),
    fluoroscopy: once(
      () =>
        fluoroscopy && makeScene(c.person, fluoroscopy.posture, gravityInScene(fluoroscopy.lying), noise()),
    ),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
