/**
 * SOP classes (PS3.4 annex B, PS3.6 annex A): which carry a picture a radiologist reads, and what the others are
 * called in a verdict. An unknown class with rows, columns and pixels is read as an image and told apart by modality.
 */
const STORAGE = '1.2.840.10008.5.1.4.1.1.';

/** By prefix below 1.2.840.10008.5.1.4.1.1; the longest prefix wins. */
const NON_IMAGE: readonly (readonly [string, string])[] = [
  ['4.2', 'MR spectroscopy'],
  ['4.4', 'legacy MR raw data'],
  ['9.', 'waveform or audio'],
  ['11.', 'presentation state'],
  ['30', 'parametric map (computed values)'],
  ['40', 'multi-modality fusion object'],
  ['66', 'raw data'],
  ['66.1', 'spatial registration'],
  ['66.2', 'spatial fiducials'],
  ['66.3', 'deformable spatial registration'],
  ['66.4', 'segmentation (SEG)'],
  ['66.5', 'surface segmentation'],
  ['66.6', 'tractography result'],
  ['66.7', 'label-map segmentation (SEG)'],
  ['66.8', 'height-map segmentation (SEG)'],
  ['67', 'real-world value mapping'],
  ['68.', 'surface scan'],
  ['78.', 'eye measurement'],
  ['79.1', 'macular grid report'],
  ['80.1', 'visual field report'],
  ['88.', 'structured report (SR)'],
  ['88.59', 'key object selection (KOS)'],
  ['90.1', 'content assessment'],
  ['91.1', 'microscopy annotations'],
  ['104.1', 'encapsulated PDF'],
  ['104.2', 'encapsulated CDA document'],
  ['104.3', 'encapsulated STL model'],
  ['104.4', 'encapsulated OBJ model'],
  ['104.5', 'encapsulated MTL material'],
  ['131', 'basic structured display'],
  ['200.', 'CT performed protocol'],
  ['201.', 'protocol or inventory object'],
  ['481.2', 'RT dose'],
  ['481.3', 'RT structure set'],
  ['481.4', 'RT treatment record'],
  ['481.5', 'RT plan'],
  ['481.6', 'RT treatment record'],
  ['481.7', 'RT treatment summary'],
  ['481.8', 'RT ion plan'],
  ['481.9', 'RT ion treatment record'],
];
const NON_IMAGE_EXACT: ReadonlyMap<string, string> = new Map([
  ['1.2.840.10008.1.3.10', 'DICOMDIR (index of a medium)'],
  ['1.2.840.10008.5.1.4.38.1', 'hanging protocol'],
  ['1.2.840.10008.5.1.4.39.1', 'colour palette'],
  ['1.2.840.10008.5.1.4.43.1', 'implant template'],
  ['1.2.840.10008.5.1.4.45.1', 'implant template group'],
]);

/** What a non-image object is, in words; null for images and for classes this table does not know. */
export function nonImageName(sopClassUid: string): string | null {
  const exact = NON_IMAGE_EXACT.get(sopClassUid);
  if (exact !== undefined) return exact;
  if (!sopClassUid.startsWith(STORAGE)) return null;
  const rest = sopClassUid.slice(STORAGE.length);
  let best: readonly [string, string] | null = null;
  for (const row of NON_IMAGE) {
    const [prefix] = row;
    const matches = rest === prefix || rest.startsWith(prefix.endsWith('.') ? prefix : `${prefix}.`);
    if (matches && (best === null || prefix.length > best[0].length)) best = row;
  }
  return best?.[1] ?? null;
}

/** Slices with a place in the patient (Image Plane or Plane Position macro): the only classes that may get a grid. */
const SLICE_CLASSES: ReadonlySet<string> = new Set(
  ['2', '2.1', '2.2', '4', '4.1', '4.3', '128', '130', '128.1'].map((suffix) => STORAGE + suffix),
);
export const isSliceClass = (sopClassUid: string): boolean => SLICE_CLASSES.has(sopClassUid);

/** Secondary capture, single and multi-frame: a picture of a screen or film, whatever its modality says. */
export const isSecondaryCapture = (sopClassUid: string): boolean =>
  sopClassUid === `${STORAGE}7` || sopClassUid.startsWith(`${STORAGE}7.`);
