import type { Attributes } from '../../dicom/attributes.ts';
import { levelOfCode, SIDE_WORDS } from '../readback/codes/vocabulary.ts';
import type { ForeignContent, ForeignMark, ForeignReason } from './model.ts';
import { pixelPairs, triplets } from './points.ts';
import { allNodes, codeKey, readSrTree, type SrImage, type SrNode } from './srTree.ts';

/** Value types of PS3.3 C.17.3.2.1 whose content this reader takes in. */
const KNOWN_TYPES = new Set(
  'CONTAINER CODE TEXT NUM PNAME UIDREF DATE TIME DATETIME IMAGE COMPOSITE SCOORD SCOORD3D'.split(' '),
);

/** Any SR document or key object selection: every content item as a line, every coordinate as a mark. */
export function readReport(attributes: Attributes): ForeignContent {
  const root = readSrTree(attributes);
  const nodes = allNodes(root);
  const byPath = new Map(nodes.map((node) => [node.path, node]));
  const parents = new Map(nodes.flatMap((node) => node.children.map((child) => [child.path, node] as const)));
  const marks: ForeignMark[] = [];
  const unplaced: ForeignReason[] = [];
  const notUnderstood: ForeignReason[] = [];
  for (const node of nodes) {
    const words = wordsOf(node);
    if (node.reference !== null) {
      if (byPath.has(node.reference)) continue;
      notUnderstood.push({
        path: node.path,
        words,
        reason: `refers to item ${node.reference}, which does not exist`,
      });
    } else if (!KNOWN_TYPES.has(node.type)) {
      notUnderstood.push({
        path: node.path,
        words,
        reason: `value type ${node.type || 'missing'} is not read`,
      });
    } else if (node.type === 'SCOORD' || node.type === 'SCOORD3D') {
      const above = ancestors(node, parents);
      if (isSaidAbove(node, above)) continue;
      const mark = markOf(node, above, byPath);
      if ('reason' in mark) unplaced.push(mark);
      else marks.push(mark);
    } else
      for (const { segments } of node.images)
        if (segments.length > 0)
          unplaced.push({
            path: node.path,
            words,
            reason: `it is segment ${segments.join(', ')} of a segmentation: read that object`,
          });
  }
  return {
    title: root.name?.meaning ?? '',
    lines: nodes.map((node) => ({ path: node.path, words: wordsOf(node) })),
    marks,
    unplaced,
    notUnderstood,
    references: nodes.flatMap((node) => node.images.map((image) => image.sopInstanceUid)),
  };
}

/** What a number of a group is inferred from, where the group itself has said it: one place, not two. */
function isSaidAbove(node: SrNode, [number, group]: readonly SrNode[]): boolean {
  if (number?.type !== 'NUM' || group === undefined) return false;
  const same = JSON.stringify(node.graphic);
  return group.children.some((one) => one.graphic !== null && JSON.stringify(one.graphic) === same);
}

/** From the parent up to the root. */
function ancestors(node: SrNode, parents: ReadonlyMap<string, SrNode>): readonly SrNode[] {
  const parent = parents.get(node.path);
  return parent === undefined ? [] : [parent, ...ancestors(parent, parents)];
}

function wordsOf(node: SrNode): string {
  const name = node.name?.meaning ?? '';
  const value =
    node.code?.meaning ??
    node.text ??
    (node.numbers.length > 0 ? `${node.numbers.join(', ')} ${node.unit?.value ?? ''}`.trim() : null) ??
    (node.graphic === null ? null : `${node.graphic.type}, ${node.graphic.data.length} numbers`) ??
    (node.images.length > 0 ? `${node.images.length} reference` : null) ??
    (node.reference === null ? null : `see item ${node.reference}`);
  const said = name === '' ? (value ?? '') : value === null ? name : `${name}: ${value}`;
  return said === '' ? node.type : said;
}

const FINDING_SITE = 'SCT 363698007';
const OLD_FINDING_SITE = 'SRT G-C0E3';

/** A coordinate with what the groups around it say: name, tracking UID, level and side by code. */
function markOf(
  node: SrNode,
  above: readonly SrNode[],
  byPath: ReadonlyMap<string, SrNode>,
): ForeignMark | ForeignReason {
  const around = above.flatMap((one) => [one, ...one.children]);
  const sites = around.filter((one) => [FINDING_SITE, OLD_FINDING_SITE].includes(codeKey(one.name)));
  const codes = [...sites, ...above.slice(0, 2)].map((one) => levelOfCode(codeKey(one.code)));
  const [group] = above;
  const finding = around.find((one) => codeKey(one.name) === 'DCM 121071');
  const words = [
    finding === undefined ? null : wordsOf(finding),
    group === undefined ? null : wordsOf(group),
    wordsOf(node),
  ]
    .filter((one) => one !== null)
    .join(' / ');
  const facts = {
    path: node.path,
    words,
    trackingUid: around.find((one) => codeKey(one.name) === 'DCM 112040')?.text ?? null,
    level: codes.find((one) => one !== undefined) ?? null,
    side:
      sites
        .flatMap((one) => one.children)
        .map((one) => SIDE_WORDS[codeKey(one.code)])
        .find((one) => one !== undefined) ?? null,
  };
  const { graphic } = node;
  if (graphic === null) return { path: node.path, words, reason: 'no graphic type' };
  if (node.type === 'SCOORD3D') {
    const points = triplets(graphic.data);
    if (points === null) return { path: node.path, words, reason: 'its numbers are no points' };
    if (graphic.frameOfReferenceUid === null)
      return { path: node.path, words, reason: 'it names no frame of reference' };
    return {
      ...facts,
      place: { kind: 'patient', frameOfReferenceUid: graphic.frameOfReferenceUid, pointsLpsMm: points },
    };
  }
  const points = pixelPairs(graphic.data);
  if (points === null) return { path: node.path, words, reason: 'its numbers are no points' };
  const image = imageOf(node, byPath);
  if (image === undefined) return { path: node.path, words, reason: 'it names no image' };
  if (image.frames.length > 1) return { path: node.path, words, reason: 'it lies on several frames' };
  return {
    ...facts,
    place: {
      kind: 'image',
      sopInstanceUid: image.sopInstanceUid,
      frame: image.frames[0] ?? 1,
      pointsPx: points,
    },
  };
}

/** The image that a coordinate is selected from: below it, or by reference. */
function imageOf(node: SrNode, byPath: ReadonlyMap<string, SrNode>): SrImage | undefined {
  return node.children
    .map((child) => (child.reference === null ? child : byPath.get(child.reference)))
    .flatMap((child) => child?.images ?? [])[0];
}
