import type { PlanBlocker } from '../case/derive.ts';
import { adoptionBlockers } from './blockers/adoptionBlockers.ts';
import { circumstanceBlockers, circumstanceNotices } from './blockers/circumstanceBlockers.ts';
import { findingBlockers } from './blockers/findingBlockers.ts';
import { hazardBlockers } from './blockers/hazardBlockers.ts';
import { keyImageBlockers } from './blockers/keyImageBlockers.ts';
import { blocker, type SigningFacts } from './blockers/model.ts';
import { numberingBlockers } from './blockers/numberingBlockers.ts';
import { planBlockers } from './blockers/planBlockers.ts';
import { siteBlockers } from './blockers/siteBlockers.ts';

/** Everything that keeps the plan from being signed, in the order of the steps; each leads to its field. */
export function signingBlockers(facts: SigningFacts): readonly PlanBlocker[] {
  return [
    ...numberingBlockers(facts),
    ...findingBlockers(facts),
    ...adoptionBlockers(facts),
    ...planBlockers(facts),
    ...siteBlockers(facts),
    ...circumstanceBlockers(facts),
    ...hazardBlockers(facts),
    ...keyImageBlockers(facts),
  ].toSorted((a, b) => STEP_ORDER.indexOf(a.step) - STEP_ORDER.indexOf(b.step));
}

const STEP_ORDER: readonly PlanBlocker['step'][] = ['spine', 'leak', 'extravasation', 'plan', 'key-images'];

/** Worth saying before signing, never in the way. */
export function signingNotices(facts: SigningFacts): readonly PlanBlocker[] {
  const { doc, locations } = facts;
  const notices: PlanBlocker[] = [...circumstanceNotices(facts)];
  if (doc.keyImages.length === 0)
    notices.push(
      blocker(
        'key-images',
        'no-key-image',
        'keyImages',
        'No key image yet: the pain physician will see no picture.',
      ),
    );
  else
    for (const finding of doc.findings)
      if (!doc.keyImages.some((image) => image.findingIds.includes(finding.id)))
        notices.push(
          blocker(
            'key-images',
            'leak-in-no-picture',
            'keyImages',
            `No key image shows leak ${finding.ordinal}: capture one where its mark is seen.`,
          ),
        );
  for (const [seriesUid, { labels }] of Object.entries(doc.labelings)) {
    const open = labels.filter((label) => !label.confirmed).map((label) => label.level);
    if (open.length > 0)
      notices.push(
        blocker(
          'spine',
          'labels-provisional',
          `labels.${seriesUid}`,
          `Provisional labels: ${open.join(', ')}. Confirm or correct them.`,
        ),
      );
  }
  for (const finding of doc.findings)
    if (locations[finding.id]?.problems.includes('outside-labels'))
      notices.push(
        blocker(
          'spine',
          'outside-labels',
          `labels.${finding.place.seriesUid}`,
          `Leak ${finding.ordinal} lies outside the labelled part of the spine: extend the labels.`,
        ),
      );
  for (const region of doc.regions)
    if (region.measurement.touchesBounds)
      notices.push(
        blocker(
          'extravasation',
          'touches-bounds',
          `regions.${region.id}`,
          `Extravasation ${region.ordinal} was stopped by its bounds: its extent and volume may be larger.`,
        ),
      );
  return notices;
}
