import type { Claim } from './claims.ts';
import { spokenAmount, spokenLevel, unspoken } from './spokenWords.ts';

type Rows = readonly (readonly [string, Claim])[];

/** "Site 1: target L2-L3, patient's right, interlaminar, 15 mL" → claims; [] for any other line. */
export function siteLineClaims(line: string): Rows {
  const match = /^Site (\d+): target ([^,]+), ([^,]+), ([^,]+), ([^,]+)$/.exec(line.trim());
  if (match === null) return [];
  const [, ordinal = '', target = '', side = '', approach = '', volume = ''] = match;
  const at = `site[${ordinal}]`;
  return [
    [`${at}.target`, spokenLevel(target)],
    [`${at}.side`, unspoken(side)],
    [`${at}.approach`, unspoken(approach)],
    [`${at}.plannedVolumeMl`, spokenAmount(volume, 'mL')],
  ];
}

/** "Site 1: defect L2-L3, collection …, access …, catheter tip …" → claims; [] for any other line. */
export function placeLineClaims(line: string): Rows {
  const match = /^Site (\d+): defect ([^,]+), collection ([^,]+), access ([^,]+), catheter tip ([^,]+)$/.exec(
    line.trim(),
  );
  if (match === null) return [];
  const [, ordinal = '', ...places] = match;
  return ['defect', 'collection', 'access', 'catheterTip'].map((place, index) => [
    `site[${ordinal}].${place}`,
    spokenLevel(places[index] ?? ''),
  ]);
}

/** "Plan plan-1 version 2" → claims; [] for any other line. */
export function identityLineClaims(line: string): Rows {
  const match = /^Plan (\S+) version (\d+)$/.exec(line.trim());
  return match === null
    ? []
    : [
        ['plan.id', match[1] ?? ''],
        ['plan.version', [Number(match[2])]],
      ];
}

/** "Key image 1: caption" → its caption. */
export function keyImageLineClaims(line: string): Rows {
  const match = /^Key image (\d+): (.*)$/.exec(line.trim());
  return match === null ? [] : [[`keyImage[${match[1] ?? ''}].caption`, match[2] ?? '']];
}
