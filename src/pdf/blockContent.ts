import type { Content, ContentTable, TableCell } from 'pdfmake/interfaces.js';
import { unreachable } from '../domain/result.ts';
import type { Block, Fact, GlanceRow, ReportPicture } from '../report/content/blocks.ts';
import { sideLetters } from '../report/content/reportWords.ts';
import { drawingToSvg } from '../report/map/svgText.ts';
import { FONT } from './fonts.ts';
import { COLOURS, CONTENT_PT, FACTS, GLANCE, TABLE } from './style.ts';

/** Stands behind the pictures of page one: on page two, they did not fit. */
export const FRONT_END = 'front-end';
/** Pictures on the pages for them, points. */
const PICTURE_PT = 290;

/**
 * The blocks of a report as pdfmake content; sizes in points.
 *
 * @param frontPt - height of the pictures on page one; 0: no place for them there, the line says where they are
 */
export function blockContent(block: Block, frontPt: number): Content {
  switch (block.kind) {
    case 'heading':
      return {
        text: block.text,
        style: 'heading',
        outline: true,
        headlineLevel: 1,
        ...(block.newPage ? { pageBreak: 'before' as const } : {}),
      };
    case 'subheading':
      return { text: block.text, style: 'subheading', headlineLevel: 2 };
    case 'text':
      return { text: block.text, style: block.tone };
    case 'facts':
      return factTable(block.facts);
    case 'glance':
      return glanceTable(block.rows);
    case 'notice':
      return boxed(COLOURS.notice, [
        { text: block.title, bold: true, fontSize: 11 },
        ...block.lines.map((text) => ({ text, margin: [0, 2, 0, 0] as [number, number, number, number] })),
      ]);
    case 'table':
      return {
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: block.head.map((_, at) => (at === 0 ? 'auto' : '*')),
          body: [
            block.head.map((text) => ({ text, style: 'tableHead' })),
            ...block.rows.map((row) => row.map((text) => breakable(text))),
          ],
        },
        layout: TABLE,
        fontSize: 8.5,
        margin: [0, 2, 0, 6],
      };
    case 'hazard':
      return boxed(COLOURS.hazards[block.severity], [
        { text: block.title, bold: true },
        ...block.lines.map((text, at) => (at === 0 ? { text, style: 'quiet' } : { text })),
      ]);
    case 'beside':
      return {
        columns: [
          { svg: drawingToSvg(block.drawing, FONT), width: MAP_PT },
          {
            width: '*',
            stack: block.blocks.map((each) => blockContent(each, frontPt)),
            margin: [0, 2, 0, 0],
          },
        ],
        columnGap: 12,
      };
    case 'pictures':
      return pictureTable(block.pictures, PICTURE_PT);
    case 'front-pictures':
      return frontPt === 0
        ? { text: `${block.title}: on the last pages.`, style: 'quiet' }
        : [
            { text: block.title, style: 'heading' },
            pictureTable(block.pictures, frontPt),
            { text: ' ', fontSize: 1, id: FRONT_END },
          ];
    default:
      return unreachable(block);
  }
}

const MAP_PT = 272;

const factTable = (rows: readonly Fact[]): ContentTable => ({
  table: {
    widths: [rows.some(({ label }) => label.length > 22) ? 176 : 96, '*'],
    dontBreakRows: true,
    body: rows.map(({ label, value }) => [{ text: label, color: COLOURS.quiet }, breakable(value)]),
  },
  layout: FACTS,
  margin: [0, 0, 0, 6],
});

/** Zero-width spaces let identifiers break inside a cell: nothing runs over the edge. */
const breakable = (text: string): TableCell => ({
  text: text.replaceAll(/\S{28,}/g, (long) => long.replaceAll(/(.{12})/g, '$1\u200B')),
});

/** Type size by the number of sites, points. */
const GLANCE_PT = [27, 20, 17, 15, 13, 12] as const;

/** Level, side and approach as large as the number of sites allows; the side's letter stands in a box of its own. */
function glanceTable(rows: readonly GlanceRow[]): ContentTable {
  const size = GLANCE_PT[Math.min(rows.length, GLANCE_PT.length) - 1] ?? 12;
  const several = rows.length > 1;
  const head = [...(several ? ['Site'] : []), 'Level', 'Letter', 'Side', 'Approach'];
  return {
    table: {
      widths: [...(several ? ['auto'] : []), 'auto', 'auto', '*', '*'],
      dontBreakRows: true,
      body: [
        head.map((text) => ({ text, style: 'quiet' })),
        ...rows.map(({ site, level, side, sideWords, approach }): TableCell[] => [
          ...(site === null ? [] : [{ text: String(site), fontSize: size }]),
          { text: level, fontSize: size, bold: true, noWrap: true },
          {
            text: sideLetters[side],
            fontSize: size,
            bold: true,
            color: '#ffffff',
            fillColor: COLOURS.accent,
            noWrap: true,
          },
          { text: sideWords, fontSize: size * 0.8, bold: true },
          { text: approach, fontSize: size * 0.62, bold: true },
        ]),
      ],
    },
    layout: GLANCE,
    margin: [0, 0, 0, 6],
  };
}

function boxed(edge: string, stack: Content[]): ContentTable {
  return {
    table: { widths: ['*'], dontBreakRows: true, body: [[{ stack }]] },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: (at) => (at === 0 ? 3 : 0),
      vLineColor: () => edge,
      fillColor: () => COLOURS.box,
      paddingLeft: () => 8,
      paddingRight: () => 8,
      paddingTop: () => 4,
      paddingBottom: () => 4,
    },
    margin: [0, 0, 0, 5],
  };
}

/** Two pictures beside each other, whole, never stretched; the caption below names each. */
function pictureTable(pictures: readonly ReportPicture[], heightPt: number): ContentTable {
  const width = (CONTENT_PT - 12) / 2;
  const cell = ({ pngBase64, caption }: ReportPicture): TableCell => ({
    stack: [
      ...(pngBase64 === ''
        ? []
        : [
            {
              image: `data:image/png;base64,${pngBase64}`,
              fit: [width, heightPt] as [number, number],
            },
          ]),
      { text: caption, style: 'caption' },
    ],
  });
  const rows = Array.from({ length: Math.ceil(pictures.length / 2) }, (_, row) =>
    pictures.slice(row * 2, row * 2 + 2),
  );
  return {
    table: {
      widths: [width, width],
      dontBreakRows: true,
      body: rows.map((row) => [...row.map(cell), ...(row.length === 1 ? [{ text: '' }] : [])]),
    },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: () => 12,
      paddingTop: () => 2,
      paddingBottom: () => 6,
    },
  };
}
