import { adoptionDisagreement, type AdoptionDisagreement } from '../across/adoptionAgreement.ts';
import { boundDecisions } from '../findings/decisions.ts';
import { locateFinding } from '../findings/locateFinding.ts';
import { derivedLevel } from '../findings/resolve.ts';
import { err, issue, ok, type Result } from '../result.ts';
import type { AdoptedMark, SettledAdoption } from './adoptedMark.ts';
import type { CaseDocument, LeakFinding } from './document.ts';
import { byId, isFinitePoint, replaced } from './ids.ts';

/** A projected mark becomes a mark of its own series: only by a person, once a frame of reference, undoable. */
export function adoptFinding(doc: CaseDocument, id: string, mark: AdoptedMark): Result<CaseDocument> {
  const found = byId(doc.findings, id, 'leak mark');
  if (!found.ok) return found;
  const { place, adoptions = [] } = found.value;
  if (!isFinitePoint(mark.pointLpsMm))
    return err(issue('point-not-finite', 'The mark has no position in the patient.'));
  if (mark.by.name.trim() === '')
    return err(issue('adopted-by', 'A mark is taken over by a person: enter your name first.'));
  if (place.kind === 'patient' && place.frameOfReferenceUid === mark.frameOfReferenceUid)
    return err(issue('own-frame', 'The leak was marked in this frame of reference itself.'));
  const others = adoptions.filter((each) => each.frameOfReferenceUid !== mark.frameOfReferenceUid);
  return ok({
    ...doc,
    findings: replaced(doc.findings, { ...found.value, adoptions: [...others, mark] }),
  });
}

/** Back to a projection: the person takes the word back. */
export function unadoptFinding(doc: CaseDocument, id: string, seriesUid: string): Result<CaseDocument> {
  const found = byId(doc.findings, id, 'leak mark');
  if (!found.ok) return found;
  const adoptions = found.value.adoptions ?? [];
  if (!adoptions.some((each) => each.seriesUid === seriesUid))
    return err(issue('not-adopted', 'The leak was not adopted on this series.'));
  const kept = adoptions.filter((each) => each.seriesUid !== seriesUid);
  return ok({ ...doc, findings: replaced(doc.findings, { ...found.value, adoptions: kept }) });
}

/**
 * A person says which of two readings holds. Where it is the adopted one, the leak takes its level and side as that
 * person's decision, with the same reason; the mark itself stays where it was put.
 */
export function settleAdoption(
  doc: CaseDocument,
  id: string,
  seriesUid: string,
  { holds, reason }: Omit<SettledAdoption, 'against'>,
): Result<CaseDocument> {
  const found = byId(doc.findings, id, 'leak mark');
  if (!found.ok) return found;
  const finding = found.value;
  const mark = finding.adoptions?.find((each) => each.seriesUid === seriesUid);
  if (mark === undefined) return err(issue('not-adopted', 'The leak was not adopted on this series.'));
  const disagreement = adoptionDisagreement(doc, finding, mark);
  if (disagreement === null)
    return err(issue('adoption-agrees', 'Both series name the same level and side: nothing to decide.'));
  if (reason.trim() === '')
    return err(issue('reason-missing', 'Say why this reading holds and the other does not.'));
  const settled: SettledAdoption = { holds, reason: reason.trim(), against: disagreement.against };
  const next: LeakFinding = {
    ...finding,
    ...(holds === 'adopted' ? takenOver(disagreement, settled.reason) : {}),
    adoptions: (finding.adoptions ?? []).map((each) => (each === mark ? { ...mark, settled } : each)),
  };
  const bound = { ...next, ...boundDecisions(finding, next, locateFinding(doc, next)) };
  return ok({ ...doc, findings: replaced(doc.findings, bound) });
}

/** Only what differs is decided: a side that agrees needs no word. */
function takenOver(
  { level, side, there }: AdoptionDisagreement,
  reason: string,
): Partial<Pick<LeakFinding, 'levelDecision' | 'sideDecision'>> {
  const adopted = derivedLevel(there);
  return {
    ...(level && adopted !== null ? { levelDecision: { level: adopted, reason } } : {}),
    ...(side && there.side !== null ? { sideDecision: { side: there.side, reason } } : {}),
  };
}
