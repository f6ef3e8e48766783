import type { PlanSite } from '../../domain/plan/targetingPlan.ts';
import {
  admixtureWords,
  amount,
  answerWords,
  catheterWords,
  levelWords,
  needleWords,
  sideWords,
  words,
} from '../../interchange/words.ts';
import { fact, type Fact, type GlanceRow } from './blocks.ts';
import { injectionFacts } from './circumstanceFacts.ts';
import { capital, capitalWords } from './reportWords.ts';

/** What the operator needs of one site, in the order it is needed. */
export function siteFacts(site: PlanSite): readonly Fact[] {
  return [
    fact('Access', capital(levelWords(site.access))),
    fact('Defect', capital(levelWords(site.defect))),
    fact('Collection', capital(levelWords(site.collection))),
    fact('Delivery', capitalWords(site.delivery)),
    fact('Guidance', capitalWords(site.guidance)),
    fact('Position', capitalWords(site.position)),
    fact('Needle', capital(needleWords(site.needle))),
    ...(site.delivery === 'catheter'
      ? [
          fact('Catheter', capital(catheterWords(site.catheter))),
          fact('Catheter tip', capital(levelWords(site.catheterTip))),
        ]
      : []),
    fact('Blood planned', capital(amount(site.plannedVolumeMl, 'mL'))),
    fact('Blood maximum', capital(amount(site.maximumVolumeMl, 'mL'))),
    fact('Aliquots', capital(amount(site.aliquotMl, 'mL'))),
    fact('Contrast', capital(admixtureWords(site.contrastAdmixture))),
    fact('Stop when', capital(answerWords(site.stopCriterion))),
    ...injectionFacts(site),
  ];
}

export const glanceRows = (sites: readonly PlanSite[]): readonly GlanceRow[] =>
  sites.map((site, index) => ({
    site: sites.length === 1 ? null : index + 1,
    level: levelWords(site.target),
    side: site.side,
    sideWords: capital(sideWords(site.side)),
    approach: site.approach === 'not-stated' ? 'Approach not stated' : capital(words(site.approach)),
  }));
