import type { Locator, Page } from 'playwright-core';

export type Lps = readonly [number, number, number];
export type Plane = 'axial' | 'sagittal' | 'coronal';

const NORMAL: Readonly<Record<Plane, 0 | 1 | 2>> = { sagittal: 0, coronal: 1, axial: 2 };

/** A pane of the workspace, used as a person does: by pointer, reading what it says under the cursor. */
export class PaneHand {
  readonly page: Page;
  readonly modality: string;
  readonly plane: Plane;
  readonly section: Locator;

  constructor(page: Page, modality: string, plane: Plane) {
    this.page = page;
    this.modality = modality;
    this.plane = plane;
    this.section = page.getByRole('region', { name: `${modality}, ${plane} view` }).first();
  }

  /** Patient position under a point of the pane, LPS mm, as the pane itself reports it. */
  async positionAt(x: number, y: number): Promise<Lps> {
    await this.page.mouse.move(x - 1, y);
    await this.page.mouse.move(x, y);
    const facts = this.section.getByTestId('cursor-facts');
    for (let tries = 0; tries < 50; tries += 1) {
      const before = await facts.getAttribute('data-cursor-lps');
      await this.page.waitForTimeout(30);
      const text = await facts.getAttribute('data-cursor-lps');
      const numbers = (text ?? '').split(' ').map(Number);
      const [a, b, c] = numbers;
      if (text === before && numbers.length === 3 && a !== undefined && b !== undefined && c !== undefined) {
        return [a, b, c];
      }
    }
    throw new Error(`${this.modality} ${this.plane}: nothing is reported under the cursor`);
  }

  /** Where a patient point appears on the screen, from three readings: the way from screen to patient is affine. */
  async screenOf(point: Lps): Promise<{ readonly x: number; readonly y: number; readonly offMm: number }> {
    const box = await this.section.boundingBox();
    if (box === null) throw new Error('the pane is not on the screen');
    const x0 = Math.round(box.x + box.width / 2);
    const y0 = Math.round(box.y + box.height / 2);
    // Small: a thin sagittal slab is a narrow strip on the axial plane.
    const step = 24;
    const origin = await this.positionAt(x0, y0);
    const right = await this.positionAt(x0 + step, y0);
    const down = await this.positionAt(x0, y0 + step);
    const axis = (to: Lps): Lps => [
      (to[0] - origin[0]) / step,
      (to[1] - origin[1]) / step,
      (to[2] - origin[2]) / step,
    ];
    const [u, v] = [axis(right), axis(down)];
    const d: Lps = [point[0] - origin[0], point[1] - origin[1], point[2] - origin[2]];
    const dot = (a: Lps, b: Lps): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    const dx = dot(d, u) / dot(u, u);
    const dy = dot(d, v) / dot(v, v);
    const rest = d.map((mm, i) => mm - dx * (u[i] ?? 0) - dy * (v[i] ?? 0));
    return { x: x0 + dx, y: y0 + dy, offMm: Math.hypot(...rest) };
  }

  /** Scrolls by wheel until the slice nearest to the point is shown. */
  async showSliceOf(point: Lps): Promise<void> {
    const axis = NORMAL[this.plane];
    const box = await this.section.boundingBox();
    if (box === null) throw new Error('the pane is not on the screen');
    const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
    const at = async (): Promise<number> => (await this.positionAt(x, y))[axis];
    const turn = async (turns: number): Promise<number> => {
      for (let i = 0; i < Math.abs(turns); i += 1) await this.page.mouse.wheel(0, turns > 0 ? 100 : -100);
      await this.page.waitForTimeout(250);
      return at();
    };
    const before = await at();
    let here = await turn(1);
    const perStep = here - before;
    if (perStep === 0) return;
    for (let tries = 0; tries < 6; tries += 1) {
      const steps = Math.round((point[axis] - here) / perStep);
      if (steps === 0) return;
      here = await turn(steps);
    }
  }

  async click(point: Lps): Promise<void> {
    await this.showSliceOf(point);
    const { x, y } = await this.screenOf(point);
    await this.page.mouse.click(x, y);
    await this.page.waitForTimeout(120);
  }
}

/** Waits for a User Timing mark of the product. */
export async function waitForMark(page: Page, name: string, count = 1): Promise<void> {
  await page.waitForFunction(
    ([mark, wanted]) => performance.getEntriesByName(mark).length >= wanted,
    [name, count] as const,
    { timeout: 120_000 },
  );
}
