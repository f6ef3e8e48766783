import type { SpineLabeling } from '../../domain/case/document.ts';
import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { keptCountWords } from '../../domain/plan/words.ts';
import { words } from '../../interchange/words.ts';
import { fact, facts, heading, type Block, type Fact } from './blocks.ts';
import { seriesName } from './findingBlocks.ts';
import { capital, countedWords, mm, orNotStated } from './reportWords.ts';

/** How the spine was counted, and on what each label stands: clicked, worked out or taken over. */
export function numberingBlocks(plan: TargetingPlan): readonly Block[] {
  const { numbering, series } = plan;
  const find = (uid: string | null) => series.find((one) => one.seriesInstanceUid === uid);
  return [
    heading('Numbering'),
    facts([
      fact('Count', capital(countedWords[numbering.countedFrom])),
      fact('Counted on', numbering.seriesUid === null ? 'No series' : seriesName(find(numbering.seriesUid))),
      fact(
        'Anomalies',
        numbering.anomalies.length === 0
          ? 'None stated'
          : capital(numbering.anomalies.map((each) => words(each)).join(', ')),
      ),
      ...(numbering.absent.length === 0 ? [] : [fact('Absent', numbering.absent.join(', '))]),
      ...(numbering.extra.length === 0 ? [] : [fact('Extra', numbering.extra.join(', '))]),
      fact('Statement', orNotStated(numbering.statement)),
      ...(numbering.keptCounts ?? []).map((kept) => fact('Two counts', keptCountWords(kept))),
      fact('To recount', capital(numbering.relative ?? 'not known')),
      ...plan.labelings.map((labeling) => labelFact(labeling, seriesName(find(labeling.seriesUid)))),
      ...plan.projectionLabelings.map((labeling) =>
        fact(
          `Labels on frame ${labeling.frame}`,
          `${labeling.labels.map(({ level }) => level).join(', ')}; ${seriesName(find(labeling.seriesUid))}; ${labeling.confirmedRightEdge === null ? 'side of the picture not confirmed' : `the picture’s right edge is the patient’s ${labeling.confirmedRightEdge}`}`,
        ),
      ),
    ]),
  ];
}

function labelFact({ labels }: SpineLabeling, name: string): Fact {
  const bySource = new Map<string, string[]>();
  for (const label of labels) {
    const key = `${words(label.source)}${label.confirmed ? '' : ', not confirmed'}`;
    bySource.set(key, [...(bySource.get(key) ?? []), label.level]);
  }
  const groups = [...bySource].map(([source, levels]) => `${source}: ${levels.join(', ')}`);
  const worst = Math.max(0, ...labels.map((label) => label.sdMm));
  const spread = worst === 0 ? '' : `; largest standard deviation ${mm(worst)}`;
  return fact('Labels', `${groups.join('; ')}; ${name}${spread}`);
}
