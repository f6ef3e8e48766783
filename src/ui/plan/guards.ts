import { APPROACHES, SIDES, type Approach, type Side } from '../../domain/vocabulary/terms.ts';

export const isSide = (text: string): text is Side => (SIDES as readonly string[]).includes(text);
export const isApproach = (text: string): text is Approach =>
  (APPROACHES as readonly string[]).includes(text);
