import { withoutLostProof } from '../plan/lostProof.ts';
import { err, issue, ok, unreachable, type Result } from '../result.ts';
import type { CaseCommand } from './commands.ts';
import type { CaseDocument } from './document.ts';
import { byId, nextOrdinal, replaced, without } from './ids.ts';

type RegionCommand = Extract<CaseCommand, { readonly type: `region/${string}` }>;

/** Extravasation regions. A shape changes only together with what was measured in it. */
export function applyRegion(doc: CaseDocument, command: RegionCommand): Result<CaseDocument> {
  switch (command.type) {
    case 'region/add': {
      const { region } = command;
      const taken = [...doc.findings, ...doc.regions].some(
        (mark) => mark.id === region.id || mark.trackingUid === region.trackingUid,
      );
      if (taken) return err(issue('duplicate-id', 'A mark with this identifier exists already.'));
      return ok({ ...doc, regions: [...doc.regions, { ...region, ordinal: nextOrdinal(doc.regions) }] });
    }
    case 'region/update': {
      const found = byId(doc.regions, command.id, 'region');
      if (!found.ok) return found;
      if (command.patch.shape !== undefined && command.patch.measurement === undefined)
        return err(issue('measurement-missing', 'The changed region has not been measured.'));
      return ok({ ...doc, regions: replaced(doc.regions, { ...found.value, ...command.patch }) });
    }
    case 'region/remove': {
      const found = byId(doc.regions, command.id, 'region');
      return found.ok
        ? ok(withoutLostProof(doc, { ...doc, regions: without(doc.regions, command.id) }))
        : found;
    }
    default:
      return unreachable(command);
  }
}
