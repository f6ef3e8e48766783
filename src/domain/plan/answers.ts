import type { DraftSite } from '../case/document.ts';

/** Every answer a site gives where a level is asked for. */
export type LevelAnswer = DraftSite['defect'] | DraftSite['collection'] | DraftSite['access'];
export type CatheterTipAnswer = DraftSite['catheterTip'];
