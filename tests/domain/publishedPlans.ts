import { publicationOf, type Publication, type PublishedCase } from '../../sample-data/cases/publication.ts';
import type { CaseDocument, DraftSite } from '../../src/domain/case/document.ts';
import { parseLevel } from '../../src/domain/vocabulary/levelText.ts';
import type { Level, Vertebra } from '../../src/domain/vocabulary/level.ts';
import { STANDARD_SCHEME } from '../../src/domain/vocabulary/scheme.ts';
import type { HazardId } from '../../src/domain/vocabulary/terms.ts';
import { PUBLISHED, type ReplayCase } from '../e2e/replay/replayCase.ts';
import {
  after,
  answerHazard,
  answerSite,
  type CaseStep,
  click,
  CT,
  LEAK,
  markLeak,
  newCase,
  pointBetween,
  SITE,
} from './builders.ts';

/** Level in any spelling of the publications; what is no level is an answer of its own. */
export function levelIn(text: string): Level {
  const read = parseLevel(text, STANDARD_SCHEME);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}
const place = <const Other extends string>(text: string, others: readonly Other[]): Level | Other =>
  others.find((other) => other === text) ?? levelIn(text);

const NECK = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'T1'] as const;
const LUMBAR = ['T12', 'L1', 'L2', 'L3', 'L4', 'L5', 'S1'] as const;

/** What every publication says of its leak, beside what has a field of its own: level, place and cause in its words. */
export const noteOf = ({ cause, leakLocation, localizedBy }: Publication): string =>
  [cause.class, cause.detail, leakLocation, localizedBy].filter((words) => words !== 'not-stated').join('; ');

/** One published procedure as a complete draft: what the publication says, and "not stated" where it is silent. */
export function publishedDraft(id: PublishedCase): CaseDocument {
  const publication = publicationOf(id);
  const replayed = PUBLISHED.find((each) => each.id === id);
  if (replayed === undefined) throw new Error(`no replay of ${id}`);
  return after(
    labelled(replayed),
    ...leakOf(publication, replayed),
    siteOf(replayed),
    ...hazardsOf(replayed),
    {
      type: 'plan/set',
      patch: {
        kind: replayed.plan.kind ?? 'targeted',
        conservativeTherapy: replayed.plan.conservativeTherapy,
        aftercare: replayed.plan.aftercare,
        rationale: publication.inconsistencies.join('\n'),
        circumstances: {
          disclosures: { anticoagulant: 'not-stated', pregnancy: 'not-stated', fever: 'not-stated' },
          csfDrainedMl: 'not-stated',
          postProcedureCheck: publication.verification,
          negatives: [],
        },
      },
    },
    ...(['H4', 'H5', 'H7', 'H13', 'H18', 'H21'] as const).map((hazard) =>
      answerHazard(hazard, 'As published.'),
    ),
    answerHazard('H14', 'As published.', null),
  );
}

function labelled({ id, countedFrom }: ReplayCase): CaseDocument {
  const levels: readonly Vertebra[] = countedFrom === 'C2' ? NECK : LUMBAR;
  return after(newCase(), ...levels.map((level) => click(level)), {
    type: 'numbering/set',
    patch: { countedFrom, seriesUid: CT, statement: `Published case ${id}` },
  });
}

function leakOf(publication: Publication, { leaks }: ReplayCase): readonly CaseStep[] {
  const [words] = leaks;
  if (words === undefined) return [{ type: 'site/add', id: SITE, findingId: null }];
  const level = levelIn(publication.leakLevel);
  if (level.kind !== 'interspace') throw new Error('the publications name interspaces');
  const [system, type] = words.type.split(':');
  const stated = publication.leakSide === 'right';
  return [
    markLeak(pointBetween(level.upper, level.lower, { leftMm: stated ? -9 : 0 })),
    {
      type: 'finding/update',
      id: LEAK,
      patch: {
        leakType: { system: system === 'cause' ? 'cause' : 'none', type: type ?? '' },
        compartment: words.compartment,
        confidence: 'probable',
        note: noteOf(publication),
        sideDecision: stated ? null : { side: 'not-stated', reason: 'The publication does not state it.' },
      },
    },
    { type: 'plan/prefill', newSiteId: SITE },
  ];
}

function siteOf({ plan }: ReplayCase): CaseStep {
  const [site] = plan.sites;
  if (site === undefined) throw new Error('a plan has a site');
  const { target, side, defect, collection, access, catheterTip, ...answers } = site;
  const places: Partial<Omit<DraftSite, 'id'>> = {
    ...answers,
    access: place(access, ['sacral-hiatus', 'not-stated']),
    ...(target === undefined ? {} : { target: levelIn(target) }),
    ...(side === undefined ? {} : { side }),
    ...(defect === undefined ? {} : { defect: place(defect, ['not-stated']) }),
    ...(collection === undefined ? {} : { collection: place(collection, ['none', 'not-stated']) }),
    ...(catheterTip === undefined ? {} : { catheterTip: levelIn(catheterTip) }),
  };
  return answerSite(places);
}

const hazardsOf = ({ plan }: ReplayCase): readonly CaseStep[] =>
  (
    Object.entries(plan.hazards) as [HazardId, { present: 'yes' | 'no' | 'not-stated'; level?: string }][]
  ).map(([id, { present, level }]) => ({
    type: 'hazard/declare',
    hazard: { id, present, level: level === undefined ? null : levelIn(level), note: '' },
  }));
