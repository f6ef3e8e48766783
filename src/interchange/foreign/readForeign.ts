import { datasetAttributes, firstNumber, firstText } from '../../dicom/attributes.ts';
import { readPart10, type Part10 } from '../../dicom/part10.ts';
import { nonImageName } from '../../dicom/sopClasses.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import type { ForeignContent, ForeignKind, ForeignMark, ForeignObject, ForeignReason } from './model.ts';
import { readPresentation } from './readPresentation.ts';
import { readReport } from './readReport.ts';
import { readSegmentation } from './readSegmentation.ts';
import { readStructures } from './readStructures.ts';
import { R } from './readTags.ts';

const STORAGE = '1.2.840.10008.5.1.4.1.1.';

/** Reads any DICOM object made elsewhere; total: what it cannot take in is listed with a reason. */
export function readForeign(bytes: Uint8Array): Result<ForeignObject> {
  const file = readPart10(bytes);
  if (file === null) return err(issue('not-dicom', 'The file is not DICOM.'));
  const attributes = datasetAttributes(file.dataset);
  const sopClassUid = firstText(attributes, R.sopClass);
  const kind = kindOf(sopClassUid, file);
  const content = contentOf(kind, file, sopClassUid);
  const broken: readonly ForeignReason[] =
    file.problem === null
      ? []
      : [{ path: 'file', words: 'the rest of the file', reason: file.problem.message }];
  return ok({
    kind,
    ...content,
    notUnderstood: [...content.notUnderstood, ...broken],
    references: [...new Set(content.references)],
    maker: firstText(attributes, R.manufacturer),
    sopClassUid,
    sopInstanceUid: firstText(attributes, R.sopInstance),
    studyInstanceUid: firstText(attributes, R.study),
    frameOfReferenceUid: firstText(attributes, R.frameOfReference) || null,
    frames: firstNumber(attributes, R.frames) ?? 1,
  });
}

function kindOf(sopClassUid: string, file: Part10): ForeignKind {
  const rest = sopClassUid.startsWith(STORAGE) ? sopClassUid.slice(STORAGE.length) : '';
  if (rest === '88.59') return 'key-objects';
  if (rest.startsWith('88.')) return 'report';
  if (rest.startsWith('11.')) return 'presentation';
  if (rest === '66.4' || rest === '66.7') return 'segmentation';
  if (rest === '481.3') return 'structures';
  if (rest.startsWith('104.')) return 'document';
  return nonImageName(sopClassUid) === null && file.dataset.elements.has(R.pixels) ? 'image' : 'other';
}

function contentOf(kind: ForeignKind, file: Part10, sopClassUid: string): ForeignContent {
  const attributes = datasetAttributes(file.dataset);
  const nothing = { lines: [], marks: [], unplaced: [], notUnderstood: [], references: [] };
  switch (kind) {
    case 'report':
    case 'key-objects':
      return readReport(attributes);
    case 'presentation':
      return readPresentation(attributes);
    case 'segmentation':
      return readSegmentation(file.dataset);
    case 'structures':
      return readStructures(attributes);
    case 'document':
      return {
        ...nothing,
        title: firstText(attributes, R.documentTitle),
        lines: [{ path: 'document', words: firstText(attributes, R.documentType) }],
        notUnderstood: [
          {
            path: 'document',
            words: 'the document inside',
            reason: 'documents are shown, not read for marks',
          },
        ],
      };
    case 'image':
      return { ...nothing, title: 'image' };
    case 'other':
    default: {
      const name = nonImageName(sopClassUid) ?? 'an image without pixels, or of an unknown class';
      return {
        ...nothing,
        title: name,
        notUnderstood: [{ path: 'object', words: name, reason: 'objects of this class are not read' }],
      };
    }
  }
}

/** What is at hand for marks to lie on. */
export interface KnownImages {
  /** SOP Instance UID → number of frames. */
  readonly frames: ReadonlyMap<string, number>;
  readonly framesOfReference: ReadonlySet<string>;
}

/** Splits marks into those that resolve to an image or frame of reference at hand, and the rest with the reason. */
export function placeMarks(
  object: ForeignObject,
  known: KnownImages,
): { readonly placed: readonly ForeignMark[]; readonly unplaced: readonly ForeignReason[] } {
  const placed: ForeignMark[] = [];
  const unplaced: ForeignReason[] = [...object.unplaced];
  for (const mark of object.marks) {
    const reason = whyNot(mark, known);
    if (reason === null) placed.push(mark);
    else unplaced.push({ path: mark.path, words: mark.words, reason });
  }
  return { placed, unplaced };
}

function whyNot({ place }: ForeignMark, known: KnownImages): string | null {
  if (place.kind === 'patient')
    return known.framesOfReference.has(place.frameOfReferenceUid)
      ? null
      : 'no series at hand lies in its frame of reference';
  const frames = known.frames.get(place.sopInstanceUid);
  if (frames === undefined) return 'the image it lies on is not at hand';
  return place.frame <= frames ? null : `the image has ${frames} frames, not ${place.frame}`;
}
