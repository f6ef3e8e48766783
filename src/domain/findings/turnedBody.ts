import type { Vec3 } from '../geometry/vec3.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
import { unreachable } from '../result.ts';
import { CENTRE_SD_MM, locatePoint, MIDLINE_MM, rollAt } from '../spine/locate.ts';
import { IMPLAUSIBLE_ROLL_RAD, spineOf, type LevelPoint, type SpineInput } from '../spine/spineFrame.ts';
import type { CanalPoint } from '../spine/canalPoint.ts';

/** Problem of a finding's location inside the app: the body may be turned about its long axis, and its side proves nothing. */
export const TURNED_WITHOUT_ROLL = 'turned-without-roll';

/** Why the turn of the body leaves a side open. */
export type OpenTurn =
  /** Lying on a side: how far the body is turned against its header is nowhere written. */
  | { readonly why: 'decubitus' }
  /** A canal that was found, and that nobody has confirmed, says so. + as in `rollAt`, degrees. */
  | { readonly why: 'found-canal'; readonly rollDeg: number }
  /** Where no canal is found: the vertebrae themselves, by the likeness of their two halves. */
  | { readonly why: 'voxels'; readonly rollDeg: number };

interface TurnQuestion {
  readonly spine: SpineInput;
  /** The canal of the labels, points that were only found among them. */
  readonly canal: readonly CanalPoint[];
  readonly decubitus: boolean;
  /** How far the voxels say the back is turned, degrees (`bodyTurn.ts`); null: they do not say. */
  readonly turnDeg: number | null;
}

/**
 * What leaves the side of a mark open because the body may be turned against patient x. Nothing does where a person
 * has set or confirmed the canal beside it: then the turn is known.
 *
 * On the side a body lies anywhere between half prone and half supine: a side stands only where no turn up to 45°
 * (beyond it posture contradicts anatomy) could change it. A canal that was found changes no side; where it says
 * another one, or leaves it open, a person is asked. Where none is found, so does the turn that the voxels tell.
 *
 * @param location - of the same point, by what a person has confirmed; mm
 * @returns null where the side stands
 * Source: decisions/0009-canal-and-roll.md
 */
export function openTurn(
  { spine, canal, decubitus, turnDeg }: TurnQuestion,
  location: Pick<DerivedLocation, 'side' | 'lateralMm' | 'apMm'>,
  pointLpsMm: Vec3,
): OpenTurn | null {
  const { side, lateralMm, apMm } = location;
  if (lateralMm === null || apMm === null || rollAt(spineOf(spine), pointLpsMm) !== null) return null;
  if (decubitus && couldTurnOver(lateralMm, apMm)) return { why: 'decubitus' };
  const byCanal = sideWith({ ...spine, canal }, pointLpsMm);
  if (byCanal !== null)
    return byCanal.side === side ? null : { why: 'found-canal', rollDeg: byCanal.rollDeg };
  const byVoxels = turnDeg === null ? null : sideWith(backTurned(spine, turnDeg), pointLpsMm);
  return byVoxels === null || byVoxels.side === side ? null : { why: 'voxels', rollDeg: byVoxels.rollDeg };
}

/** The side of a mark with a roll that nobody has confirmed, 'open' within its error; null where it gives no roll there. */
function sideWith(
  input: SpineInput,
  pointLpsMm: Vec3,
): { readonly side: DerivedLocation['side'] | 'open'; readonly rollDeg: number } | null {
  const spine = spineOf(input);
  const rollRad = rollAt(spine, pointLpsMm);
  if (rollRad === null) return null;
  const { side, problems } = locatePoint(spine, pointLpsMm);
  return { side: problems.includes('side-uncertain') ? 'open' : side, rollDeg: (rollRad * 180) / Math.PI };
}

/** Canal points behind every body in the direction the voxels say the back lies; as far off as a canal, mm. */
function backTurned(spine: SpineInput, turnDeg: number): SpineInput {
  const [toLeft, toBack] = [Math.sin((turnDeg * Math.PI) / 180), Math.cos((turnDeg * Math.PI) / 180)];
  const canal = spine.labels.map(({ level, pointLpsMm: [x, y, z] }): LevelPoint => ({
    level,
    pointLpsMm: [x + CANAL_MM * toLeft, y + CANAL_MM * toBack, z],
  }));
  return { ...spine, canal };
}
const CANAL_MM = 20;

/** Could a turn of 45° bring the mark within the middle, two standard deviations of the body line included? */
function couldTurnOver(lateralMm: number, apMm: number): boolean {
  const leastMm =
    Math.abs(lateralMm) * Math.cos(IMPLAUSIBLE_ROLL_RAD) - Math.abs(apMm) * Math.sin(IMPLAUSIBLE_ROLL_RAD);
  return leastMm <= MIDLINE_MM + 2 * CENTRE_SD_MM;
}

/** Said beside the location; names no side, for the only one named there is that of the mark. */
export function turnWords(turn: OpenTurn): string {
  switch (turn.why) {
    case 'decubitus':
      return 'the patient lay on the side, and nothing that a person confirmed says how far the body is turned: confirm the side';
    case 'found-canal':
      return `the canal that was found, but not confirmed, is turned by ${Math.abs(turn.rollDeg).toFixed(0)}° and does not bear the side out: confirm the canal or the side`;
    case 'voxels':
      return `the vertebrae look turned by ${Math.abs(turn.rollDeg).toFixed(0)}° against the header, and that does not bear the side out: confirm the canal or the side`;
    default:
      return unreachable(turn);
  }
}
