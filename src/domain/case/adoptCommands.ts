import { err, issue, ok, type Result } from '../result.ts';
import type { AdoptedMark } from './adoptedMark.ts';
import type { CaseDocument } from './document.ts';
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
