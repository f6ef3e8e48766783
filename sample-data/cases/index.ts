import type { CaseDefinition } from './caseDefinition.ts';
import { S004_P1 } from './s004P1.ts';

/** Every sample case; the first is the one `npm start` makes. */
export const CASES: readonly CaseDefinition[] = [S004_P1];

export const findCase = (id: string): CaseDefinition | undefined => CASES.find((c) => c.id === id);
