import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** DejaVu Sans (free licence, shipped by dejavu-fonts-ttf): Latin, Greek, Cyrillic and Arabic names keep their letters. */
const folder = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const face = (name: string): string => join(folder, `${name}.ttf`);

export const FONT = 'DejaVu';
export const FONTS = {
  [FONT]: {
    normal: face('DejaVuSansCondensed'),
    bold: face('DejaVuSansCondensed-Bold'),
    italics: face('DejaVuSansCondensed-Oblique'),
    bolditalics: face('DejaVuSansCondensed-BoldOblique'),
  },
};
