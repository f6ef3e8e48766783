import { derivedUid } from '../dicom/uids.ts';

/** Dummy value of a VR: valid, and telling nobody anything (PS3.15 E.2 "D"). */
export function dummyOf(vr: string): string | Uint8Array {
  const text = DUMMIES[vr];
  if (text !== undefined) return text;
  // Numbers and other bytes: eight zeros are one or more values of any binary VR.
  return new Uint8Array(8);
}
const DUMMIES: Readonly<Record<string, string>> = {
  AE: 'REMOVED', AS: '000D', CS: 'REMOVED', DA: '19000101', DS: '0', DT: '19000101000000', IS: '0',
  LO: 'REMOVED', LT: 'REMOVED', PN: 'REMOVED', SH: 'REMOVED', ST: 'REMOVED', TM: '000000', UC: 'REMOVED',
  UR: 'REMOVED', UT: 'REMOVED',
}; // prettier-ignore

/** The same UID in, the same UID out, in every file of one run; without the salt nobody gets back (PS3.15 E.2 "U"). */
export const mappedUid = (uid: string, salt: string): string => derivedUid('deidentified', salt, uid);

/** A name for a patient that says nothing but "the same patient". */
export const pseudonym = (patientId: string, salt: string): string =>
  `DEID-${mappedUid(patientId, salt).slice(-10)}`;

/** Words that describe an examination and no person; everything else in a description is left out (E.3.5 "C"). */
const SAFE_WORDS: ReadonlySet<string> = new Set(
  (
    'ct mr mri xa rf dx us cervical thoracic lumbar sacral spine l-spine t-spine c-spine head neck chest abdomen pelvis whole ' +
    'myelogram myelography myelo contrast intrathecal without with post pre and axial sagittal coronal oblique lateral ap pa ' +
    'prone supine decubitus left right t1 t2 t1w t2w tse se flair stir space ciss fiesta dixon fs fat sat water bone soft ' +
    'tissue thin scout localizer recon mpr mip 3d 2d iso dynamic delayed early late phase series run fluoroscopy subtraction'
  ).split(' '),
);
export function cleaned(text: string): string {
  const words = text.split(/[\s_,;()/]+/).filter((word) => {
    const plain = word.toLowerCase();
    return SAFE_WORDS.has(plain) || /^\d{1,2}(\.\d{1,2})?mm$/.test(plain) || /^[ctls]\d{1,2}$/.test(plain);
  });
  return words.join(' ');
}
