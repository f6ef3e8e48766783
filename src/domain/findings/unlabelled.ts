import type { DerivedLocation } from '../plan/targetingPlan.ts';

const UNLABELLED_WORDS = {
  'no-labels': 'level not known: this series has no spine labels; label the spine first',
  'frame-mismatch':
    'level not known: the labels of this series belong to another frame of reference; label the spine on this image',
  'no-image-labels':
    'level not known: this image has no labels of its own; label the vertebrae on this image and frame',
} as const;

/** Nothing is known without labels, and the words say what to do. */
export function unlabelled(problem: keyof typeof UNLABELLED_WORDS): DerivedLocation {
  return {
    vertebra: null,
    interspace: null,
    fraction: null,
    near: [],
    side: null,
    lateralMm: null,
    apMm: null,
    sigmaMm: null,
    exitingRoot: null,
    problems: [problem],
    words: UNLABELLED_WORDS[problem],
  };
}
