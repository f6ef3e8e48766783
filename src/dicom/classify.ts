import type { SeriesClass } from '../domain/vocabulary/terms.ts';
import type { InstanceHeader } from './model.ts';
import {
  myelographyEvidence,
  notSpinalFluid,
  otherRouteStated,
  saysMrMyelography,
  saysSpine,
} from './myelographyEvidence.ts';
import { isSecondaryCapture, isSliceClass } from './sopClasses.ts';

export interface Classification {
  readonly class: SeriesClass;
  /** Why, in words a radiologist accepts; no patient data. */
  readonly classReason: string;
}

/** Echo time from which fluid alone is bright; ordinary T2 of the spine lies near 80 to 130 ms. */
const HEAVILY_T2_MS = 200;
const PROJECTION_MODALITIES = ['XA', 'RF', 'DX', 'CR'];

const answer = (seriesClass: SeriesClass, classReason: string): Classification => ({
  class: seriesClass,
  classReason,
});

/**
 * Class of a series by its header alone: no pixel is looked at, and the reason says what was. A CT without evidence of
 * intrathecal contrast is never called a myelogram (definitions.md, "Command line").
 */
export function classifySeries(instances: readonly InstanceHeader[]): Classification {
  const header = instances.find((candidate) => !candidate.imageType.includes('LOCALIZER')) ?? instances[0];
  if (header === undefined) return answer('other', 'No image.');
  if (PROJECTION_MODALITIES.includes(header.modality)) return classifyProjection(header);
  if (isSecondaryCapture(header.sopClassUid))
    return answer(
      'other',
      `Secondary capture${header.modality === '' ? '' : ` (${header.modality})`}: a picture of a screen or film, not the examination itself.`,
    );
  if (header.modality === 'CT' && isSliceClass(header.sopClassUid)) return classifyCt(header);
  if (header.modality === 'MR' && isSliceClass(header.sopClassUid)) return classifyMr(header);
  return answer(
    'other',
    header.modality === ''
      ? 'Modality is not stated.'
      : `Modality ${header.modality}: not used for localization here.`,
  );
}

function classifyProjection(header: InstanceHeader): Classification {
  const region = saysSpine(header)
    ? 'The header names the spine.'
    : 'That it shows the spine is not proven by the header.';
  const capture = isSecondaryCapture(header.sopClassUid) ? ', stored as secondary capture' : '';
  return answer(
    'fluoroscopy',
    `${header.modality}${capture}: projection images without a place in the patient. ${region}`,
  );
}

function classifyCt(header: InstanceHeader): Classification {
  if (header.imageType.includes('LOCALIZER'))
    return answer('ct-other', 'CT localizer: an overview, not a stack of slices.');
  const evidence = myelographyEvidence(header);
  const strong = evidence.find(({ kind }) => kind === 'route' || kind === 'agent');
  if (strong !== undefined)
    return answer('ct-myelography', `CT; ${strong.words}. Density of the sac not examined.`);
  const text = evidence[0];
  if (text === undefined)
    return answer(
      'ct-other',
      `CT; no evidence of intrathecal contrast: ${routeWords(header)}, and neither series nor study names myelography.`,
    );
  if (otherRouteStated(header))
    return answer(
      'ct-other',
      `CT; ${text.words}, but the stated contrast route is another one: not counted as a myelogram.`,
    );
  return answer(
    'ct-myelography',
    `CT; ${text.words}; ${routeWords(header)}. Density of the sac not examined.`,
  );
}

const routeWords = (header: InstanceHeader): string =>
  header.contrastBolusRoute === ''
    ? 'contrast route not stated'
    : 'the stated contrast route is not intrathecal';

function classifyMr(header: InstanceHeader): Classification {
  const strong = myelographyEvidence(header).find(({ kind }) => kind === 'route' || kind === 'agent');
  if (strong !== undefined) return answer('mr-myelography', `MR; ${strong.words}: intrathecal contrast.`);
  const text = saysMrMyelography(header);
  if (text !== null) return answer('mr-myelography', `MR; ${text}.`);
  const echoTime = header.echoTimeMs;
  if (echoTime === null)
    return answer('mr-other', 'MR; echo time not stated, and neither series nor protocol names myelography.');
  const echo = `echo time ${Math.round(echoTime)} ms`;
  if (echoTime < HEAVILY_T2_MS)
    return answer(
      'mr-other',
      `MR; ${echo} is not heavily T2-weighted (${HEAVILY_T2_MS} ms and more), and neither series nor protocol names myelography.`,
    );
  if (header.inversionTimeMs !== null || notSpinalFluid(header) || !saysSpine(header))
    return answer(
      'mr-other',
      `MR; ${echo} is heavily T2-weighted, but the header does not show a fluid-bright series of the spine.`,
    );
  return answer(
    'mr-myelography',
    `MR; ${echo}: heavily T2-weighted series of the spine, cerebrospinal fluid bright.`,
  );
}
