import { codeKey, type SrNode } from '../../../src/interchange/foreign/srTree.ts';

/**
 * Rows of PS3.16 templates as data, and a checker: validators at hand look at modules and value types, none at template
 * rows. Columns as in the standard: relationship with the parent, value type, concept name, multiplicity, requirement.
 */
interface Row {
  readonly row: string;
  readonly relationship: string;
  readonly types: readonly string[];
  /** `designator value`; null where any concept may stand. */
  readonly concept: string | null;
  readonly most: number;
  readonly required: boolean;
  /** Values of a CODE row, where the template fixes them. */
  readonly values?: readonly string[];
}
const row = (
  name: string,
  relationship: string,
  types: string,
  concept: string | null,
  most: number,
  required: boolean,
  values?: readonly string[],
): Row => ({
  row: name,
  relationship,
  types: types.split(' '),
  concept,
  most,
  required,
  ...(values === undefined ? {} : { values }),
});
const MANY = Number.POSITIVE_INFINITY;

const GROUP: readonly Row[] = [
  row('2 tracking identifier', 'HAS OBS CONTEXT', 'TEXT', 'DCM 112039', 1, true),
  row('3 tracking UID', 'HAS OBS CONTEXT', 'UIDREF', 'DCM 112040', 1, true),
  row('3a finding category', 'CONTAINS', 'CODE', 'SCT 276214006', 1, true),
  row('3b finding', 'CONTAINS', 'CODE', 'DCM 121071', 1, true),
  row('6 finding site', 'HAS CONCEPT MOD', 'CODE', 'SCT 363698007', MANY, false),
  row('series', 'CONTAINS', 'UIDREF', 'DCM 112002', 1, false),
  row('10 measurement (TID 300)', 'CONTAINS', 'NUM', null, MANY, false),
  row('11 qualitative evaluation', 'CONTAINS', 'CODE', null, MANY, false),
  row('11b qualitative evaluation, text', 'CONTAINS', 'TEXT', null, MANY, false),
];
const PLANAR: readonly Row[] = [
  ...GROUP,
  row('3c geometric purpose', 'HAS CONCEPT MOD', 'CODE', 'DCM 130400', 1, false, ['DCM 128140']),
  row('10b region', 'CONTAINS', 'SCOORD SCOORD3D', 'DCM 111030', 1, true),
];
const MEASUREMENT: readonly Row[] = [
  ...GROUP,
  row('10e point or points', 'CONTAINS', 'SCOORD3D SCOORD', null, MANY, false),
];
const SITE: readonly Row[] = [
  row('7 laterality', 'HAS CONCEPT MOD', 'CODE', 'SCT 272741003', 1, false, [
    'SCT 7771000',
    'SCT 24028007',
    'SCT 51440002',
    'DCM 130290',
  ]),
  row('8 topographical modifier', 'HAS CONCEPT MOD', 'CODE', 'SCT 106233006', MANY, false),
];
const ROOT: readonly Row[] = [
  row('2 language (TID 1204)', 'HAS CONCEPT MOD', 'CODE', 'DCM 121049', 1, true),
  row('3 observer type (TID 1001)', 'HAS OBS CONTEXT', 'CODE', 'DCM 121005', 2, true, [
    'DCM 121006',
    'DCM 121007',
  ]),
  row('3 person', 'HAS OBS CONTEXT', 'PNAME', 'DCM 121008', 1, true),
  row('3 device UID', 'HAS OBS CONTEXT', 'UIDREF', 'DCM 121012', 1, true),
  row('3 device name', 'HAS OBS CONTEXT', 'TEXT', 'DCM 121013', 1, false),
  row('4 procedure reported', 'HAS CONCEPT MOD', 'CODE', 'DCM 121058', MANY, true),
  row('5 image library (TID 1600)', 'CONTAINS', 'CONTAINER', 'DCM 111028', 1, false),
  row('6 imaging measurements', 'CONTAINS', 'CONTAINER', 'DCM 126010', 1, false),
  row('own: groups without coordinates', 'CONTAINS', 'CONTAINER', '99CSFPLAN PLACELESS', 1, true),
  row('12 qualitative evaluations', 'CONTAINS', 'CONTAINER', 'UMLS C0034375', 1, false),
];

const drawn = (group: SrNode): boolean => group.children.some((node) => node.type.startsWith('SCOORD'));

/** Faults of a report against TID 1500 with 1410 and 1501 groups; [] when every row stands. */
export function templateFaults(root: SrNode): readonly string[] {
  const faults = [...rowFaults('1500', root, ROOT)];
  if (root.template !== '1500') faults.push('the root names another template');
  if (codeKey(root.name) !== 'DCM 126000') faults.push('TID 1500 row 1: not an Imaging Measurement Report');
  const groupsOf = (key: string) => root.children.find((node) => codeKey(node.name) === key)?.children ?? [];
  const [measured, placeless] = [groupsOf('DCM 126010'), groupsOf('99CSFPLAN PLACELESS')];
  // OHIF 3.13.2 stops reading a report at the first group of Imaging Measurements without coordinates.
  for (const group of measured.filter((one) => !drawn(one))) faults.push(`${group.path}: no coordinates`);
  for (const group of placeless.filter(drawn)) faults.push(`${group.path}: coordinates where none belong`);
  for (const group of [...measured, ...placeless]) {
    if (group.type !== 'CONTAINER' || codeKey(group.name) !== 'DCM 125007')
      faults.push(`${group.path}: not a measurement group`);
    const rows = group.template === '1410' ? PLANAR : group.template === '1501' ? MEASUREMENT : null;
    if (rows === null) faults.push(`${group.path}: template ${group.template ?? 'missing'}`);
    else faults.push(...rowFaults(group.template ?? '', group, rows));
    for (const site of group.children.filter((node) => codeKey(node.name) === 'SCT 363698007'))
      faults.push(...rowFaults('1501', site, SITE));
    for (const region of group.children.filter((node) => node.type === 'SCOORD'))
      if (
        region.children.filter((node) => node.type === 'IMAGE' && node.relationship === 'SELECTED FROM')
          .length !== 1
      )
        faults.push(`${region.path}: SCOORD is not selected from one image`);
  }
  const evaluations = root.children.find((node) => codeKey(node.name) === 'UMLS C0034375');
  for (const node of evaluations?.children ?? [])
    if (node.relationship !== 'CONTAINS' || !['CODE', 'TEXT', 'NUM'].includes(node.type))
      faults.push(`${node.path}: not a qualitative evaluation`);
  return faults;
}

function rowFaults(template: string, parent: SrNode, rows: readonly Row[]): readonly string[] {
  const faults: string[] = [];
  const taken = new Map<Row, number>();
  // A concept that has a row of its own may not hide in a row for any concept.
  const named = new Set(rows.map((one) => one.concept).filter((one) => one !== 'SCT 106233006'));
  for (const child of parent.children) {
    const fits = rows.filter(
      (one) =>
        one.relationship === child.relationship &&
        one.types.includes(child.type) &&
        (one.concept === null ? !named.has(codeKey(child.name)) : one.concept === codeKey(child.name)) &&
        (one.values === undefined || one.values.includes(codeKey(child.code))),
    );
    const best = fits.find((one) => one.concept !== null) ?? fits[0];
    if (best === undefined)
      faults.push(
        `${child.path}: no row of TID ${template} for ${child.relationship} ${child.type} ${codeKey(child.name)}`,
      );
    else taken.set(best, (taken.get(best) ?? 0) + 1);
  }
  for (const one of rows) {
    const count = taken.get(one) ?? 0;
    if (one.required && count === 0) faults.push(`${parent.path}: TID ${template} row ${one.row} is missing`);
    if (count > one.most) faults.push(`${parent.path}: TID ${template} row ${one.row} stands ${count} times`);
  }
  return faults;
}
