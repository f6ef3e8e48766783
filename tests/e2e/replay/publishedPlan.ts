import type { Publication } from '../../../sample-data/cases/publication.ts';
import type { Answer, Catheter, DraftSite } from '../../../src/domain/case/document.ts';
import type { Guidance, PatientPosition } from '../../../src/domain/vocabulary/terms.ts';
import type { HazardDeclaration, PlanAnswers, SiteAnswers } from '../support/planForm.ts';

const MM_PER_INCH = 25.4;
const SERIES = 'S004-';

/** What a person enters who plans as the publication did; on what it is silent the plan is silent too. */
export function publishedPlan(
  publication: Publication,
  more: {
    readonly site?: Partial<SiteAnswers>;
    readonly hazards?: PlanAnswers['hazards'];
    readonly kind?: PlanAnswers['kind'];
    readonly rationale?: string;
  } = {},
): PlanAnswers {
  const { needle, aliquots, aftercare } = publication;
  const inSeries = publication.case.startsWith(SERIES);
  return {
    ...(more.kind === undefined ? {} : { kind: more.kind }),
    ...(more.rationale === undefined ? {} : { rationale: more.rationale }),
    sites: [
      {
        collection: 'not-stated',
        access: publication.accessLevel.replace(' ', '-'),
        approach: publication.approach.startsWith('caudal') ? 'caudal' : 'not-stated',
        delivery: publication.catheter === 'not-stated' ? 'needle' : 'catheter',
        guidance: guidanceOf(publication.guidance),
        position: positionOf(publication.position),
        needle: { type: needle.type, gaugeG: needle.gauge, lengthMm: lengthOf(needle.length) },
        plannedVolumeMl: publication.bloodVolumeMl,
        maximumVolumeMl: 'not-stated',
        aliquotMl: aliquots === 'not-stated' ? aliquots : Math.max(...numbersIn(aliquots)),
        contrastAdmixture: admixtureOf(publication),
        stopCriterion: inSeries ? 'Local pressure sensation or commencing pain' : 'not-stated',
        ...more.site,
      },
    ],
    hazards: { ...UNSTATED, ...more.hazards },
    conservativeTherapy: inSeries
      ? 'Bed rest, overhydration, analgesic drugs, 2 days to 4 weeks (median 10 days)'
      : 'not-stated',
    aftercare,
  };
}

/** No publication says what was absent. */
const silent: HazardDeclaration = { present: 'not-stated' };
const UNSTATED: PlanAnswers['hazards'] = {
  H1: silent,
  H2: silent,
  H3: silent,
  H4: silent,
  H8: silent,
  H9: silent,
};

const numbersIn = (text: string): readonly number[] => (text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);

function guidanceOf(text: string): Guidance {
  if (text.startsWith('CT fluoroscopy')) return 'ct-fluoroscopy';
  if (text.startsWith('fluoroscopy')) return 'fluoroscopy';
  if (text.startsWith('portable X-ray')) return 'portable-xray';
  throw new Error(`unknown guidance "${text}"`);
}

function positionOf(text: string): PatientPosition {
  if (text.startsWith('prone')) return 'prone';
  if (text.startsWith('right lateral')) return 'right-lateral-decubitus';
  if (text.startsWith('lateral (side not stated)')) return 'lateral-decubitus-side-not-stated';
  throw new Error(`unknown position "${text}"`);
}

function lengthOf(text: string): Answer<number> {
  const [number] = numbersIn(text);
  return number === undefined ? 'not-stated' : Math.round(number * MM_PER_INCH * 10) / 10;
}

/** Contrast whose volume is given was mixed into the blood; other contrast was an epidurogram before it. */
function admixtureOf({
  contrastAgent,
  contrastVolumeMl,
}: Publication): NonNullable<DraftSite['contrastAdmixture']> {
  if (contrastAgent === 'not-stated') return 'not-stated';
  return contrastVolumeMl === 'not-stated' ? 'none' : { agent: contrastAgent, volumeMl: contrastVolumeMl };
}

/** "flexible epidural catheter, 26 cm from the sacral hiatus, …" */
export function catheterOf({ catheter }: Publication): Answer<Catheter> {
  const [cm] = numbersIn(catheter);
  const [type = ''] = catheter.split(',');
  return { type, gaugeG: 'not-stated', insertionLengthMm: cm === undefined ? 'not-stated' : cm * 10 };
}
