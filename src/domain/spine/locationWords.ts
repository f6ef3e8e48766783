import type { DerivedLocation } from '../plan/targetingPlan.ts';
import { formatLevel } from '../vocabulary/levelText.ts';

type Location = Omit<DerivedLocation, 'words'>;

/**
 * Level, side and uncertainty of a mark in the clinic's words, problems included: "between L2 and L3, nearer L2
 * (43 % of the way down); 6.6 mm to the patient's left of the body line, ± 3.8 mm at this depth: confirm the side".
 * Lengths in mm to one decimal; sides are always the patient's.
 */
export function locationWords(location: Location): string {
  const parts = [levelWords(location), ...sideWords(location), ...location.problems.flatMap(problemWords)];
  return parts.filter((part) => part !== '').join('; ');
}

function levelWords(location: Location): string {
  const { interspace, vertebra, fraction } = location;
  if (interspace !== null && fraction !== null) {
    const root = location.exitingRoot === null ? '' : `, exiting root ${location.exitingRoot}`;
    const near = location.near.map(formatLevel);
    const alsoNear = near.length === 0 ? '' : `, within 3 mm of the border to ${near.join(' and ')}`;
    const percent = Math.round(fraction * 100);
    return `between ${interspace.upper} and ${interspace.lower}, nearer ${vertebra} (${percent} % of the way down)${alsoNear}${root}`;
  }
  if (vertebra !== null) return `at ${vertebra}, the last label on this side; the interspace is not known`;
  return 'level not known';
}

function sideWords({ side, lateralMm, sigmaMm, problems }: Location): readonly string[] {
  const doubt = problems.includes('side-uncertain') ? ': confirm the side' : '';
  if (side === null) return [];
  if (lateralMm === null || sigmaMm === null)
    return [
      side === 'midline'
        ? 'in the midline of the labels on this image'
        : `on the patient's ${side} of the labels on this image${doubt}`,
    ];
  const mm = Math.abs(lateralMm).toFixed(1);
  if (side === 'midline') return [`in the midline (${mm} mm off the body line)`];
  return [
    `${mm} mm to the patient's ${side} of the body line, ± ${sigmaMm.toFixed(1)} mm at this depth${doubt}`,
  ];
}

/** One sentence a problem code; codes that the level or side words already say give none. */
export function problemWords(problem: string): readonly string[] {
  const [code, level = ''] = problem.split(':');
  switch (code) {
    case 'side-uncertain':
      return [];
    case 'no-labels':
      return ['this series has no spine labels: label the spine first'];
    case 'too-few-labels':
      return ['one label gives no direction: label at least two vertebrae'];
    case 'duplicate-label':
      return [`${level} is labelled twice: remove one`];
    case 'labels-coincide':
      return [`the labels beside ${level} lie on one spot: move them to their body centres`];
    case 'point-not-finite':
      return ['the mark has no valid coordinates'];
    case 'missing-label':
      return [`${level} has no label: label it to know the level here`];
    case 'not-in-numbering':
      return [`${level} is labelled but not in this patient's numbering: correct one of the two`];
    case 'outside-labels':
      return ['outside the labelled part of the spine: extend the labels to know the interspace'];
    case 'axis-degenerate':
      return ['the body line runs across the patient here: the side cannot be told'];
    case 'no-disc':
      return ['C1-C2 has no disc'];
    case 'posterior-unused':
      return [`the posterior point of ${level} has no usable label and was not used`];
    case 'posterior-degenerate':
      return ['the posterior points lie on the body line: the roll is not known'];
    case 'posture-against-anatomy':
      return [
        'the posterior points contradict the recorded posture: resolve the posture before trusting a side',
      ];
    case 'side-unconfirmed':
      return [
        'nobody has confirmed which side of the patient lies at which edge of the image: side not known',
      ];
    default:
      return [problem];
  }
}
