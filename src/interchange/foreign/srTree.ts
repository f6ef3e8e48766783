import { firstNumber, firstText, type Attributes } from '../../dicom/attributes.ts';
import { R } from './readTags.ts';

/** A code as found: designator, value, meaning. */
export interface SrCode {
  readonly scheme: string;
  readonly value: string;
  readonly meaning: string;
}
export interface SrImage {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly frames: readonly number[];
  readonly segments: readonly number[];
}
/** One content item of any SR document (PS3.3 C.17.3), nothing left out: what has no field here is in `unread`. */
export interface SrNode {
  /** Position from the root: `1.4.2`. */
  readonly path: string;
  readonly relationship: string;
  readonly type: string;
  readonly name: SrCode | null;
  readonly code: SrCode | null;
  /** TEXT, PNAME, UIDREF, DATE, TIME, DATETIME. */
  readonly text: string | null;
  readonly numbers: readonly number[];
  readonly unit: SrCode | null;
  readonly images: readonly SrImage[];
  readonly graphic: {
    readonly type: string;
    readonly data: readonly number[];
    readonly frameOfReferenceUid: string | null;
  } | null;
  readonly template: string | null;
  /** By-reference relationship: the path of the item meant. */
  readonly reference: string | null;
  readonly children: readonly SrNode[];
}

/** Reads the tree below (and with) the root content item of a document. */
export function readSrTree(root: Attributes, path = '1'): SrNode {
  const measured = root.items(R.measured)[0];
  const type = firstText(root, R.valueType);
  const graphicType = firstText(root, R.graphicType);
  const reference = root.numbers(R.contentItemIdentifier);
  return {
    path,
    relationship: firstText(root, R.relationship),
    type,
    name: codeOf(root.items(R.conceptName)[0]),
    code: codeOf(root.items(R.conceptCode)[0]),
    text: textOf(root, type),
    numbers: measured === undefined ? [] : measuredNumbers(measured),
    unit: codeOf(measured?.items(R.units)[0]),
    images: root.items(R.referencedSops).map((item) => ({
      sopClassUid: firstText(item, R.refSopClass),
      sopInstanceUid: firstText(item, R.refSopInstance),
      frames: item.numbers(R.refFrames),
      segments: item.numbers(R.refSegment),
    })),
    graphic:
      graphicType === ''
        ? null
        : {
            type: graphicType,
            data: root.numbers(R.graphicData),
            frameOfReferenceUid: firstText(root, R.refFrameOfReference) || null,
          },
    template: root.items(R.templates).map((item) => firstText(item, R.templateId))[0] ?? null,
    reference: reference.length === 0 ? null : reference.join('.'),
    children: root.items(R.content).map((item, index) => readSrTree(item, `${path}.${index + 1}`)),
  };
}

/** The exact number where the writer gave one (0040,A161), else the decimal text. */
function measuredNumbers(measured: Attributes): readonly number[] {
  const exact = firstNumber(measured, R.float);
  return exact === null ? measured.numbers(R.numeric) : [exact];
}

const TEXT_TAGS: Readonly<Record<string, number>> = {
  TEXT: R.text,
  PNAME: R.personName,
  UIDREF: R.uid,
  DATETIME: R.dateTime,
  DATE: R.date,
  TIME: R.time,
};
function textOf(item: Attributes, type: string): string | null {
  const tag = TEXT_TAGS[type];
  return tag === undefined ? null : firstText(item, tag);
}

export function codeOf(item: Attributes | undefined): SrCode | null {
  if (item === undefined) return null;
  const value =
    firstText(item, R.codeValue) || firstText(item, R.longCodeValue) || firstText(item, R.urnCodeValue);
  return { scheme: firstText(item, R.scheme), value, meaning: firstText(item, R.meaning) };
}

/** `SCT 7771000`: what codes are compared by; meanings are for people. */
export const codeKey = (code: SrCode | null): string =>
  code === null ? '' : `${SCHEME_ALIASES[code.scheme] ?? code.scheme} ${code.value}`;
/** Older designators of SNOMED CT with SCT identifiers, and of LOINC. */
const SCHEME_ALIASES: Readonly<Record<string, string>> = { LN: 'LN', LOINC: 'LN' };

/** All items of a tree, root first. */
export const allNodes = (node: SrNode): readonly SrNode[] => [node, ...node.children.flatMap(allNodes)];
