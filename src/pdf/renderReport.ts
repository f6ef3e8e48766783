import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { TargetingPlan } from '../domain/plan/targetingPlan.ts';
import type { ReportDocument } from '../report/content/blocks.ts';
import { reportDocument, type ReportSources } from '../report/content/reportDocument.ts';
import { blockContent, FRONT_END } from './blockContent.ts';
import { FONT, FONTS } from './fonts.ts';
import { COLOURS, CONTENT_PT, FOOT_PT, HEAD_PT, MARGIN_PT, STYLES } from './style.ts';

/**
 * The report of a plan version as PDF (A4, fonts embedded). Nothing is fetched, and of the disk only the fonts are read;
 * the same plan, review and pictures give the same bytes.
 */
export async function renderReport(plan: TargetingPlan, sources: ReportSources): Promise<Uint8Array> {
  const fonts: ReadonlySet<string> = new Set(Object.values(FONTS[FONT]));
  pdfmake.setFonts(FONTS);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => fonts.has(path));
  const report = reportDocument(plan, sources);
  for (const frontPt of FRONT_PT) {
    const fit: FrontFit = { fits: true };
    const pdf = await pdfmake.createPdf(definition(report, frontPt, fit)).getBuffer();
    if (fit.fits) return new Uint8Array(pdf);
  }
  throw new Error('A report without pictures on page one always fits.');
}

/** Heights tried for the pictures of page one, points: the largest that leaves page one whole. 0 leaves them out there. */
const FRONT_PT = [150, 120, 90, 0] as const;

/** What the layout found: whether the pictures of page one are on page one. */
interface FrontFit {
  fits: boolean;
}

function definition(report: ReportDocument, frontPt: number, front: FrontFit): TDocumentDefinitions {
  const made = new Date(report.madeAt);
  return {
    pageSize: 'A4',
    pageMargins: [MARGIN_PT, HEAD_PT, MARGIN_PT, FOOT_PT],
    language: 'en',
    info: {
      title: report.title,
      subject: `${report.planLine}. ${report.state}.`,
      creator: 'Patchpoint',
      producer: 'Patchpoint',
      creationDate: made,
      modDate: made,
    },
    defaultStyle: { font: FONT, fontSize: 9, color: COLOURS.ink },
    styles: STYLES,
    header: (page, pages) => strip(report, page, pages),
    footer: () => ({
      text: report.foot,
      fontSize: 7,
      color: COLOURS.quiet,
      margin: [MARGIN_PT, 10, MARGIN_PT, 0],
    }),
    content: report.blocks.map((block) => blockContent(block, frontPt)),
    pageBreakBefore: (node, { getFollowingNodesOnPage }) => {
      if (node.id === FRONT_END) front.fits = node.pageNumbers[0] === 1;
      return node.headlineLevel !== undefined && getFollowingNodesOnPage().length === 0;
    },
  };
}

/** Whose report it is and which version, on every page. */
function strip(report: ReportDocument, page: number, pages: number): Content {
  return [
    {
      columns: [
        {
          width: '*',
          stack: [
            { text: report.patientName, bold: true, fontSize: 11 },
            { text: report.patientLine, fontSize: 8.5 },
          ],
        },
        {
          width: 225,
          alignment: 'right',
          fontSize: 8.5,
          stack: [
            { text: report.planLine },
            { text: report.state, bold: true },
            { text: `Page ${page} of ${pages}` },
          ],
        },
      ],
      columnGap: 10,
      margin: [MARGIN_PT, 22, MARGIN_PT, 0],
    },
    {
      canvas: [
        { type: 'line', x1: 0, y1: 0, x2: CONTENT_PT, y2: 0, lineWidth: 0.7, lineColor: COLOURS.line },
      ],
      absolutePosition: { x: MARGIN_PT, y: HEAD_PT - 8 },
    },
  ];
}
