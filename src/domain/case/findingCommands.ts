import { boundDecisions } from '../findings/decisions.ts';
import { locateFinding } from '../findings/locateFinding.ts';
import { withoutLostProof } from '../plan/lostProof.ts';
import { err, issue, ok, unreachable, type Result } from '../result.ts';
import { LEAK_TYPES, type LeakType } from '../vocabulary/terms.ts';
import { adoptFinding, settleAdoption, unadoptFinding } from './adoptCommands.ts';
import type { CaseCommand } from './commands.ts';
import type { CaseDocument, LeakFinding, Place } from './document.ts';
import { byId, isFinitePoint, isFrameNumber, nextOrdinal, replaced, without } from './ids.ts';

type FindingCommand = Extract<CaseCommand, { readonly type: `finding/${string}` }>;

/** Leak marks. A removed mark takes with it what its sites had from it alone; what a person chose apart stays. */
export function applyFinding(doc: CaseDocument, command: FindingCommand): Result<CaseDocument> {
  switch (command.type) {
    case 'finding/add':
      return addFinding(doc, command);
    case 'finding/update':
      return updateFinding(doc, command);
    case 'finding/remove':
      return removeFinding(doc, command.id);
    case 'finding/adopt':
      return adoptFinding(doc, command.id, command.mark);
    case 'finding/unadopt':
      return unadoptFinding(doc, command.id, command.seriesUid);
    case 'finding/settle-adoption':
      return settleAdoption(doc, command.id, command.seriesUid, command);
    default:
      return unreachable(command);
  }
}

function addFinding(
  doc: CaseDocument,
  { id, trackingUid, place }: Extract<FindingCommand, { type: 'finding/add' }>,
): Result<CaseDocument> {
  const fault = placeFault(place);
  if (fault !== null) return err(fault);
  const taken = [...doc.findings, ...doc.regions].some(
    (mark) => mark.id === id || mark.trackingUid === trackingUid,
  );
  if (taken) return err(issue('duplicate-id', 'A mark with this identifier exists already.'));
  const finding: LeakFinding = {
    id,
    trackingUid,
    ordinal: nextOrdinal(doc.findings),
    place,
    leakType: null,
    compartment: null,
    confidence: null,
    sideDecision: null,
    levelDecision: null,
    note: '',
  };
  return ok({ ...doc, findings: [...doc.findings, finding] });
}

function updateFinding(
  doc: CaseDocument,
  { id, patch }: Extract<FindingCommand, { type: 'finding/update' }>,
): Result<CaseDocument> {
  const found = byId(doc.findings, id, 'leak mark');
  if (!found.ok) return found;
  // A word on level or side was said about one place: moved, the mark is asked about again.
  const moved = patch.place !== undefined && !samePlace(patch.place, found.value.place);
  const next: LeakFinding = {
    ...found.value,
    // A moved mark is projected anew: what was taken over elsewhere was another place.
    ...(moved ? { sideDecision: null, levelDecision: null, adoptions: [] } : {}),
    ...patch,
    id,
    trackingUid: found.value.trackingUid,
    ordinal: found.value.ordinal,
  };
  const fault = placeFault(next.place);
  if (fault !== null) return err(fault);
  if (next.leakType !== null && !isLeakType(next.leakType))
    return err(
      issue(
        'leak-type',
        `${next.leakType.system} has no type "${next.leakType.type}".`,
        `findings.${id}.leakType`,
      ),
    );
  const bound = { ...next, ...boundDecisions(found.value, next, locateFinding(doc, next)) };
  return ok({ ...doc, findings: replaced(doc.findings, bound) });
}

const samePlace = (a: Place, b: Place): boolean => {
  if (a.kind === 'image' || b.kind === 'image') return JSON.stringify(a) === JSON.stringify(b);
  return a.seriesUid === b.seriesUid && a.pointLpsMm.every((mm, i) => mm === b.pointLpsMm[i]);
};

function removeFinding(doc: CaseDocument, id: string): Result<CaseDocument> {
  const found = byId(doc.findings, id, 'leak mark');
  if (!found.ok) return found;
  return ok(
    withoutLostProof(doc, {
      ...doc,
      findings: without(doc.findings, id),
      plan: {
        ...doc.plan,
        sites: doc.plan.sites.map((site) => (site.findingId === id ? { ...site, findingId: null } : site)),
      },
      keyImages: doc.keyImages.map((image) =>
        image.findingIds.includes(id)
          ? { ...image, findingIds: image.findingIds.filter((other) => other !== id) }
          : image,
      ),
    }),
  );
}

/** "Type 4" alone means two different things: the type must belong to its system (clinical.md 3). */
export function isLeakType(leakType: LeakType): boolean {
  const types: readonly string[] = LEAK_TYPES[leakType.system];
  return types.includes(leakType.type);
}

function placeFault(place: Place) {
  switch (place.kind) {
    case 'patient':
      return isFinitePoint(place.pointLpsMm)
        ? null
        : issue('point-not-finite', 'The mark has no position in the patient.');
    case 'image':
      return isFinitePoint(place.pointPx) && isFrameNumber(place.frame)
        ? null
        : issue('point-not-finite', 'The mark has no position in an image and frame.');
    default:
      return unreachable(place);
  }
}
