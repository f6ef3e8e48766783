import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import type { Px } from './panes.ts';

/** The procedure check, used as a person does at the table. */
export class ProcedureHand {
  readonly page: Page;
  readonly runPx: number;

  /** @param runPx - rows and columns of the run's picture */
  constructor(page: Page, runPx: number) {
    this.page = page;
    this.runPx = runPx;
  }

  get guard(): Locator {
    return this.page.getByLabel('Guard');
  }

  /** Clicks a pixel of the picture, which fills the view as far as its shape allows. */
  async click([column, row]: Px): Promise<void> {
    const box = await this.page.getByTestId('procedure-image').boundingBox();
    if (box === null) throw new Error('the run is not on the screen');
    const scale = Math.min(box.width, box.height) / this.runPx;
    const middle = (this.runPx - 1) / 2;
    await this.page.mouse.click(
      box.x + box.width / 2 + (column - middle) * scale,
      box.y + box.height / 2 + (row - middle) * scale,
    );
    await this.page.waitForTimeout(200);
  }

  async markTip(pixel: Px): Promise<void> {
    await this.page.keyboard.press('t');
    await this.click(pixel);
  }

  async confirmRightEdge(side: 'Left' | 'Right'): Promise<void> {
    await this.page
      .getByRole('radiogroup', { name: 'Side of the patient at the right edge of the image' })
      .getByText(side, { exact: true })
      .click();
  }
}

/** Faults of accessibility on the page, as axe names them. */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
