interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}
export interface PanelPlace extends Size {
  readonly xPx: number;
  readonly yPx: number;
}
export interface SheetLayout extends Size {
  /** In the order of the pictures, row by row. */
  readonly panels: readonly PanelPlace[];
}

const GAP_PX = 16;
/** Room above each panel for its number: nothing of a picture is covered. */
export const HEAD_PX = 44;
/** Wider sheets are refused by some browsers and printers. */
const MAX_PANEL_PX = 1400;

/**
 * Places pictures on one sheet: two columns up to four pictures, three beyond; every panel as wide as the widest picture,
 * each row as high as its highest panel.
 *
 * @param mostPx widest panel, pixels
 */
export function sheetLayout(pictures: readonly Size[], mostPx = MAX_PANEL_PX): SheetLayout {
  const columns = pictures.length < 2 ? 1 : pictures.length <= 4 ? 2 : 3;
  const panelPx = Math.min(mostPx, Math.max(...pictures.map(({ widthPx }) => widthPx), 1));
  const panels: PanelPlace[] = [];
  let yPx = HEAD_PX;
  for (let first = 0; first < pictures.length; first += columns) {
    const row = pictures.slice(first, first + columns).map(({ widthPx, heightPx }, column) => ({
      xPx: GAP_PX + column * (panelPx + GAP_PX),
      yPx,
      widthPx: panelPx,
      heightPx: Math.max(1, Math.round((heightPx * panelPx) / widthPx)),
    }));
    panels.push(...row);
    yPx += Math.max(...row.map(({ heightPx }) => heightPx)) + HEAD_PX;
  }
  return { widthPx: GAP_PX + columns * (panelPx + GAP_PX), heightPx: yPx - HEAD_PX + GAP_PX, panels };
}
