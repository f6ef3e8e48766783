import type { CustomTableLayout, StyleDictionary } from 'pdfmake/interfaces.js';

/** A4 in points; the strip and the foot lie in the margins. */
export const MARGIN_PT = 36;
export const HEAD_PT = 78;
export const FOOT_PT = 58;
export const CONTENT_PT = 595.28 - 2 * MARGIN_PT;

/** Dark enough on white for WCAG AA in print and on screen. */
export const COLOURS = {
  ink: '#10151b',
  quiet: '#4c5763',
  accent: '#00588a',
  line: '#c3cad1',
  box: '#f3f5f7',
  notice: '#00588a',
  hazards: { block: '#b3261e', acknowledge: '#b26a00', inform: '#00588a' },
} as const;

export const STYLES: StyleDictionary = {
  heading: { fontSize: 12, bold: true, margin: [0, 8, 0, 3] },
  subheading: { fontSize: 10, bold: true, margin: [0, 4, 0, 2] },
  normal: { margin: [0, 0, 0, 4] },
  quiet: { color: COLOURS.quiet, fontSize: 8 },
  loud: { bold: true },
  tableHead: { bold: true, color: COLOURS.quiet },
  caption: { fontSize: 8, margin: [0, 2, 0, 0] },
};

const rule = (): string => COLOURS.line;

export const FACTS: CustomTableLayout = {
  hLineWidth: (at) => (at === 0 ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: rule,
  paddingLeft: () => 0,
  paddingRight: () => 6,
  paddingTop: () => 2,
  paddingBottom: () => 2,
};
export const TABLE: CustomTableLayout = { ...FACTS, hLineWidth: () => 0.5 };
export const GLANCE: CustomTableLayout = {
  ...FACTS,
  hLineWidth: (at, node) => (at === node.table.body.length ? 1 : 0),
  paddingLeft: (at) => (at === 0 ? 0 : 6),
  paddingRight: () => 10,
  paddingTop: () => 1,
  paddingBottom: () => 2,
};
