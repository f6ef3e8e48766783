import { err, issue, ok, unreachable, type Result } from '../result.ts';
import type { CaseCommand } from './commands.ts';
import type { CaseDocument, Place } from './document.ts';
import type { HandCalibration, Ruler } from './ruler.ts';

type RulerCommand = Extract<CaseCommand, { readonly type: `ruler/${string}` | `calibration/${string}` }>;

/** A shorter line is off by more than 5 % when a hand slips by half a pixel at both ends. */
const SHORTEST_PX = 20;
/** Longer than any image intensifier or flat panel is wide. */
const LONGEST_MM = 600;

export function applyRuler(doc: CaseDocument, command: RulerCommand): Result<CaseDocument> {
  const rulers = doc.rulers ?? [];
  switch (command.type) {
    case 'ruler/add': {
      const { ruler } = command;
      if (rulers.some(({ id }) => id === ruler.id))
        return err(issue('duplicate-id', 'This line is already part of the case.'));
      const fault = faultOf(ruler);
      return fault === null ? ok({ ...doc, rulers: [...rulers, ruler] }) : err(issue('ruler-apart', fault));
    }
    case 'ruler/remove':
      return rulers.some(({ id }) => id === command.id)
        ? ok({ ...doc, rulers: rulers.filter(({ id }) => id !== command.id) })
        : err(issue('not-found', 'This line is no longer part of the case.'));
    case 'calibration/set': {
      const fault = calibrationFault(command.calibration);
      if (fault !== null) return err(issue('calibration-invalid', fault));
      const { sopInstanceUid } = command.calibration;
      return ok({ ...doc, calibrations: { ...doc.calibrations, [sopInstanceUid]: command.calibration } });
    }
    case 'calibration/remove': {
      const { [command.sopInstanceUid]: _gone, ...calibrations } = doc.calibrations ?? {};
      return ok({ ...doc, calibrations });
    }
    default:
      return unreachable(command);
  }
}

function faultOf({ from, to }: Ruler): string | null {
  if (!oneSpace(from, to))
    return 'Both ends of a line belong on the same image, or in the same patient space.';
  const [a, b] = [coordinates(from), coordinates(to)];
  return a.every((value, i) => value === b[i]) ? 'The line has no length: click its other end.' : null;
}

const oneSpace = (a: Place, b: Place): boolean =>
  a.kind === 'patient'
    ? b.kind === 'patient' && a.frameOfReferenceUid === b.frameOfReferenceUid
    : b.kind === 'image' && a.sopInstanceUid === b.sopInstanceUid && a.frame === b.frame;

const coordinates = (place: Place): readonly number[] =>
  place.kind === 'patient' ? place.pointLpsMm : place.pointPx;

function calibrationFault({ fromPx, toPx, lengthMm, by }: HandCalibration): string | null {
  if (!(lengthMm > 0 && lengthMm <= LONGEST_MM)) return `State a length of up to ${LONGEST_MM} mm.`;
  if (Math.hypot(toPx[0] - fromPx[0], toPx[1] - fromPx[1]) < SHORTEST_PX)
    return `Draw a line of at least ${SHORTEST_PX} pixels: a shorter one is too coarse to calibrate with.`;
  return by.name.trim() === '' ? 'A calibration needs the name of who made it.' : null;
}
