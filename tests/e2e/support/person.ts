import type { Locator, Page } from 'playwright-core';

/** What a person does on the page that is not on a picture: names, steps, fields. */

export async function introduce(
  page: Page,
  name: string,
  role: 'Radiologist' | 'Pain physician',
): Promise<void> {
  const badge = page.getByRole('button', { name: /Enter your name|not authenticated/ });
  await badge.waitFor();
  const notice = page.getByRole('button', { name: 'I understand' });
  if (await notice.isVisible()) await notice.click();
  await badge.click();
  const dialog = page.getByRole('dialog');
  // Who has a name already is shown a menu first.
  const other = page.getByRole('menuitem', { name: /someone else/ });
  await other.or(dialog).first().waitFor();
  if (await other.isVisible()) await other.click();
  await dialog.getByLabel('Your name').fill(name);
  await dialog.getByRole('radio', { name: new RegExp(`^${role}`, 'i') }).click();
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

export const step = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Steps of the case' }).getByRole('button', { name }).click();

/** The whole page, or the card of one leak. */
type Scope = Page | Locator;
const pageOf = (scope: Scope): Page => ('page' in scope ? scope.page() : scope);

/**
 * A question of the form by the path that blockers use; a prefix finds `findings.<id>.…` without knowing the id, `nth`
 * the one of the second leak or site.
 */
export const field = (scope: Scope, path: string, nth = 0): Locator =>
  scope
    .locator(
      `[data-field="${path}"], [data-field^="${path.split('*')[0]}"][data-field$="${path.split('*')[1] ?? path}"]`,
    )
    .nth(nth);

/** Chooses one answer of a closed list shown as chips, by its value: words may be polished, answers may not. */
export async function choose(scope: Scope, path: string, answer: string, nth = 0): Promise<void> {
  await clickLabelOf(field(scope, path, nth).locator(`input[value="${answer}"]`).first());
}

/** Ticks the chip that says a part of a question is not stated: `Gauge`, or the question itself. */
export async function leaveUnstated(scope: Scope, path: string, part = '', nth = 0): Promise<void> {
  await clickLabelOf(field(scope, path, nth).locator(`input[aria-label$="${part}: not stated"]`).first());
}

/**
 * Chooses from a drop-down list by the value of the option. A list may hide when what loads above pushes its field out of
 * sight: then it is opened again.
 */
export async function pick(scope: Scope, path: string, value: string, nth = 0): Promise<void> {
  const input = field(scope, path, nth).locator('input').first();
  const option = pageOf(scope).locator(`[role="option"][value="${value}"]`).filter({ visible: true }).first();
  for (let left = 5; ; left--) {
    await input.click();
    try {
      await option.click({ timeout: 10_000 });
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

export async function write(scope: Scope, path: string, text: string, nth = 0): Promise<void> {
  await fillAndLeave(field(scope, path, nth).getByRole('textbox').first(), text);
}

/** Types into one input of a question, found by its label. */
export async function writePart(
  scope: Scope,
  path: string,
  part: string,
  text: string,
  nth = 0,
): Promise<void> {
  await fillAndLeave(field(scope, path, nth).getByLabel(part, { exact: true }).first(), text);
}

/** Types a level the way a person spells it. */
export async function writeLevel(scope: Scope, path: string, level: string, nth = 0): Promise<void> {
  await fillAndLeave(
    field(scope, path, nth).locator('input:not([type="radio"]):not([type="checkbox"])').first(),
    level,
  );
}

async function fillAndLeave(box: Locator, text: string): Promise<void> {
  await box.fill(text);
  await box.press('Tab');
}

async function clickLabelOf(chip: Locator): Promise<void> {
  const id = await chip.getAttribute('id');
  await chip
    .page()
    .locator(`label[for="${id ?? ''}"]`)
    .click();
}
