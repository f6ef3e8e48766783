import { prefillPlan } from '../plan/prefill.ts';
import { decidePosture } from '../posture/postureDecision.ts';
import { ok, unreachable } from '../result.ts';
import { applyCanal } from './canalCommands.ts';
import type { ApplyCommand } from './commands.ts';
import { keepCount } from './countCommands.ts';
import { deriveMarks } from './deriveMarks.ts';
import { applyFinding } from './findingCommands.ts';
import { applyHazard } from './hazardCommands.ts';
import { applyKeyImage } from './keyImageCommands.ts';
import { applyLabel } from './labelCommands.ts';
import { applyNumbering } from './numberingCommands.ts';
import { applyProjection } from './projectionCommands.ts';
import { applyRegion } from './regionCommands.ts';
import { applyRuler } from './rulerCommands.ts';
import { applySite } from './siteCommands.ts';

/** Every change of a case goes through here: pure, refused in words, never half applied. */
export const applyCommand: ApplyCommand = (doc, command, series = []) => {
  switch (command.type) {
    case 'label/place':
    case 'label/move':
    case 'label/remove':
    case 'label/confirm':
    case 'label/confirm-middle':
    case 'label/insert':
    case 'label/take-out':
    case 'label/clear':
    case 'label/snap':
    case 'label/import':
      return applyLabel(doc, command);
    case 'canal/set':
    case 'canal/place':
    case 'canal/confirm':
    case 'canal/remove':
      return applyCanal(doc, command);
    case 'projection/label':
    case 'projection/remove':
    case 'projection/confirm-right-edge':
      return applyProjection(doc, command);
    case 'posture/decide':
      return decidePosture(doc, command.seriesUid, command.reason);
    case 'ruler/add':
    case 'ruler/remove':
    case 'calibration/set':
    case 'calibration/remove':
      return applyRuler(doc, command);
    case 'numbering/set':
      return applyNumbering(doc, command);
    case 'count/keep':
      return keepCount(doc, command);
    case 'finding/add':
    case 'finding/update':
    case 'finding/remove':
    case 'finding/adopt':
    case 'finding/unadopt':
    case 'finding/settle-adoption':
      return applyFinding(doc, command);
    case 'region/add':
    case 'region/update':
    case 'region/remove':
      return applyRegion(doc, command);
    case 'plan/prefill': {
      const plan = prefillPlan(doc, deriveMarks(doc, series), command.newSiteId);
      // Entering the plan step again fills nothing new: no step in the history then.
      return ok(JSON.stringify(plan) === JSON.stringify(doc.plan) ? doc : { ...doc, plan });
    }
    case 'plan/set':
      return ok({ ...doc, plan: { ...doc.plan, ...command.patch } });
    case 'site/add':
    case 'site/set':
    case 'site/remove':
    case 'deviation/set':
      return applySite(doc, command, series);
    case 'hazard/declare':
    case 'hazard/answer':
      return applyHazard(doc, command);
    case 'key-image/add':
    case 'key-image/caption':
    case 'key-image/remove':
      return applyKeyImage(doc, command);
    default:
      return unreachable(command);
  }
};
