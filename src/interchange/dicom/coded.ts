import type { Code } from '../codes/codes.ts';
import { designatorOf } from '../codes/planConcepts.ts';
import { dicomSet, shortText, type DicomSet } from './dataset.ts';

/** A code sequence item (PS3.3 8.8). */
export const codeItem = (code: Code): DicomSet =>
  dicomSet({
    CodeValue: code.code,
    CodingSchemeDesignator: designatorOf(code),
    CodeMeaning: shortText(code.display),
  });
