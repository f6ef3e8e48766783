import { groupOf, isPrivate } from './tags.ts';
import { VR_TABLE } from './vrTable.ts';

let table: ReadonlyMap<number, string> | null = null;

/** Unpacked on first use: only implicit files and DICOM JSON need it. */
function vrByTag(): ReadonlyMap<number, string> {
  if (table !== null) return table;
  const unpacked = new Map<number, string>();
  for (const [vr, packed] of Object.entries(VR_TABLE)) {
    let tag = 0;
    for (const step of packed.split(' ')) {
      tag += Number.parseInt(step, 36);
      unpacked.set(tag, vr);
    }
  }
  table = unpacked;
  return unpacked;
}

/**
 * Value representation of a tag by the data dictionary (PS3.6); `UN` for private and unknown tags, `UL` for group
 * lengths. Repeating groups 50xx and 60xx are looked up by their first group. US-or-SS elements answer `US`.
 */
export function vrOfTag(tag: number): string {
  if (tag % 0x10000 === 0) return 'UL';
  if (isPrivate(tag)) return 'UN';
  const group = groupOf(tag);
  const family =
    group >= 0x5000 && group <= 0x50ff ? 0x5000 : group >= 0x6000 && group <= 0x60ff ? 0x6000 : group;
  return vrByTag().get(family * 0x10000 + (tag % 0x10000)) ?? 'UN';
}

/** Explicit VR elements of these have a 32-bit length after two reserved bytes (PS3.5 7.1.2). */
const LONG_VRS = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const SHORT_VRS = new Set('AE AS AT CS DA DS DT FL FD IS LO LT PN SH SL SS ST TM UI UL US'.split(' '));
export const isVr = (vr: string): boolean => LONG_VRS.has(vr) || SHORT_VRS.has(vr);
/** A VR of a later edition (two capitals we do not know) also has the long form: PS3.5 6.2. */
export const hasLongLength = (vr: string): boolean => !SHORT_VRS.has(vr);
