import type { CaseDefinition } from './caseDefinition.ts';
import { S004_P4, S004_P5, S004_P6 } from './cervicalPublished.ts';
import { S000_1, S001_1, S003_1, S004_P2, S004_P3, S004_P3_EBP2, S004_P7 } from './lumbarPublished.ts';
import {
  TRAP_ELEVEN_RIBS, TRAP_FOUR_LUMBAR, TRAP_L6, TRAP_SCOLIOSIS, TRAP_SLEEVES, TRAP_T13, TRAP_TWO_LEAKS,
} from './numberingTraps.ts'; // prettier-ignore
import {
  TRAP_C1C2, TRAP_DECUBITUS, TRAP_ELEVEN_LEVELS, TRAP_FISTULA, TRAP_MIRRORED, TRAP_PRONE,
} from './registrationTraps.ts'; // prettier-ignore
import { VARIANT_KYPHOSIS, VARIANT_SCREWS } from './variants.ts';
import { S004_P1 } from './s004P1.ts';

/** Every sample case, the published ones first; the very first is the one `npm start` makes. */
export const CASES: readonly CaseDefinition[] = [
  S004_P1, S004_P2, S004_P3, S004_P3_EBP2, S004_P4, S004_P5, S004_P6, S004_P7, S000_1, S001_1, S003_1,
  TRAP_L6, TRAP_FOUR_LUMBAR, TRAP_ELEVEN_RIBS, TRAP_T13, TRAP_SCOLIOSIS, TRAP_DECUBITUS, TRAP_PRONE, TRAP_MIRRORED,
  TRAP_FISTULA, TRAP_C1C2, TRAP_SLEEVES, TRAP_TWO_LEAKS, TRAP_ELEVEN_LEVELS,
  VARIANT_SCREWS, VARIANT_KYPHOSIS,
]; // prettier-ignore

export const findCase = (id: string): CaseDefinition | undefined => CASES.find((c) => c.id === id);
