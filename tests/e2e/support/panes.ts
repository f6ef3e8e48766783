import type { Locator, Page } from 'playwright-core';

export type Lps = readonly [number, number, number];
export type Px = readonly [number, number];
export type Plane = 'axial' | 'sagittal' | 'coronal';

/** Further than this nobody turns the wheel. */
const FAR_SLICES = 8;
const NORMAL: Readonly<Record<Plane, 0 | 1 | 2>> = { sagittal: 0, coronal: 1, axial: 2 };

interface OnScreen {
  readonly x: number;
  readonly y: number;
}

/** What a pane reports under the cursor: patient position in LPS mm, or the pixel of the image it shows. */
type Reading = 'data-cursor-lps' | 'data-cursor-px';

/** Until the page shows what the hand has done: panes tell of it with the next frame of the screen. */
const nextFrame = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );

async function readAt(section: Locator, reading: Reading, { x, y }: OnScreen): Promise<readonly number[]> {
  const page = section.page();
  await page.mouse.move(x - 1, y);
  await page.mouse.move(x, y);
  await nextFrame(page);
  // Nothing is reported before there is a picture.
  const facts = section.locator(`[data-testid="cursor-facts"][${reading}]`);
  return ((await facts.getAttribute(reading)) ?? '').split(' ').map(Number);
}

async function centreOf(section: Locator): Promise<OnScreen> {
  const box = await section.boundingBox();
  if (box === null) throw new Error('the pane is not on the screen');
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

/** Where a place appears on the screen, from three readings: the way from screen to place is affine. */
export async function screenOf(
  section: Locator,
  reading: Reading,
  place: readonly number[],
): Promise<OnScreen> {
  const { x, y } = await centreOf(section);
  // Small: a thin sagittal slab is a narrow strip on the axial plane.
  const step = 24;
  const origin = await readAt(section, reading, { x, y });
  const right = await readAt(section, reading, { x: x + step, y });
  const down = await readAt(section, reading, { x, y: y + step });
  const axis = (to: readonly number[]): readonly number[] =>
    origin.map((value, i) => ((to[i] ?? 0) - value) / step);
  const [u, v] = [axis(right), axis(down)];
  const d = origin.map((value, i) => (place[i] ?? 0) - value);
  const [dx, dy] = [dot(d, u) / dot(u, u), dot(d, v) / dot(v, v)];
  return { x: x + dx, y: y + dy };
}

/** A pane of the workspace, used as a person does: by pointer, reading what it says under the cursor. */
export class PaneHand {
  readonly page: Page;
  readonly plane: Plane;
  readonly section: Locator;

  constructor(page: Page, modality: string, plane: Plane) {
    this.page = page;
    this.plane = plane;
    this.section = page.getByRole('region', { name: `${modality}, ${plane} view` }).first();
  }

  /** Where the slice shown lies along the normal of its plane, mm: read under the pointer. */
  async slicePosition(): Promise<number> {
    const place = await readAt(this.section, 'data-cursor-lps', await centreOf(this.section));
    return place[NORMAL[this.plane]] ?? NaN;
  }

  /** Shows the slice nearest to the point: a far way by the scroll bar, the rest by wheel. */
  async showSliceOf(point: Lps): Promise<void> {
    const axis = NORMAL[this.plane];
    // The wheel turns what lies under the pointer.
    const turn = async (turns: number): Promise<number> => {
      for (let i = 0; i < Math.abs(turns); i += 1) await this.page.mouse.wheel(0, turns > 0 ? 100 : -100);
      return this.slicePosition();
    };
    const before = await this.slicePosition();
    let here = await turn(1);
    const perStep = here - before;
    if (perStep === 0) return;
    for (let tries = 0; tries < 6; tries += 1) {
      const steps = Math.round((point[axis] - here) / perStep);
      if (steps === 0) return;
      if (Math.abs(steps) > FAR_SLICES && tries === 0) {
        await this.#slide(steps);
        here = await this.slicePosition();
      } else here = await turn(steps);
    }
  }

  /** Clicks the scroll bar where the slice so many steps away lies. */
  async #slide(steps: number): Promise<void> {
    const rail = this.section.getByRole('slider', { name: 'Slice' });
    const box = await rail.boundingBox();
    if (box === null) throw new Error('the pane has no scroll bar');
    const last = Number(await rail.getAttribute('max'));
    const share = Math.min(1, Math.max(0, (Number(await rail.inputValue()) + steps) / last));
    await this.page.mouse.click(box.x + box.width / 2, box.y + share * box.height);
  }

  async click(point: Lps): Promise<void> {
    await this.showSliceOf(point);
    const { x, y } = await screenOf(this.section, 'data-cursor-lps', point);
    await this.page.mouse.click(x, y);
    await nextFrame(this.page);
  }
}

/** Pixels that an arrow key moves the cursor, alone and with Shift. */
const [KEY_PX, FAR_KEY_PX] = [3, 30];

/**
 * Brings the keyboard's cursor of the active pane to a place of its slice by arrow keys alone, as a person who watches
 * it: two first steps show which way is which, the rest follows.
 */
export async function keyTo(section: Locator, point: Lps): Promise<void> {
  const { keyboard } = section.page();
  const facts = section.getByTestId('cursor-facts');
  const read = (): Promise<string | null> => facts.getAttribute('data-cursor-lps');
  const after = async (key: string): Promise<readonly number[]> => {
    const before = await read();
    await keyboard.press(key);
    for (let tries = 0; tries < 100 && (await read()) === before; tries += 1)
      await section.page().waitForTimeout(20);
    return ((await read()) ?? '').split(' ').map(Number);
  };
  const origin = await after('ArrowUp');
  const right = await after('ArrowRight');
  const down = await after('ArrowDown');
  const u = right.map((value, i) => (value - (origin[i] ?? 0)) / KEY_PX);
  const v = down.map((value, i) => (value - (right[i] ?? 0)) / KEY_PX);
  const d = down.map((value, i) => (point[i] ?? 0) - value);
  const press = async (px: number, [back, on]: readonly [string, string]): Promise<void> => {
    const key = px < 0 ? back : on;
    const far = Math.trunc(Math.abs(px) / FAR_KEY_PX);
    const near = Math.round((Math.abs(px) - far * FAR_KEY_PX) / KEY_PX);
    for (let i = 0; i < far; i += 1) await keyboard.press(`Shift+${key}`);
    for (let i = 0; i < near; i += 1) await keyboard.press(key);
  };
  await press(dot(d, u) / dot(u, u), ['ArrowLeft', 'ArrowRight']);
  await press(dot(d, v) / dot(v, v), ['ArrowUp', 'ArrowDown']);
}

/** The picture of a fluoroscopy run: a place is a pixel of the frame it shows. */
export class RunHand {
  readonly page: Page;
  readonly section: Locator;

  constructor(page: Page, modality = 'XA') {
    this.page = page;
    this.section = page.getByRole('region', { name: `${modality}, stack view` }).first();
  }

  async click(pixel: Px): Promise<void> {
    const { x, y } = await screenOf(this.section, 'data-cursor-px', pixel);
    await this.page.mouse.click(x, y);
    await nextFrame(this.page);
  }

  /** Level and side the pane names under the cursor there. */
  async wordsAt(pixel: Px): Promise<string> {
    const at = await screenOf(this.section, 'data-cursor-px', pixel);
    await readAt(this.section, 'data-cursor-px', at);
    return this.section.getByTestId('cursor-facts').innerText();
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
