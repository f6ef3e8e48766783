import type { Locator, Page } from 'playwright-core';

/** What a person does on the page that is not on a picture: names, steps, fields. */

export async function introduce(
  page: Page,
  name: string,
  role: 'Radiologist' | 'Pain physician',
): Promise<void> {
  const notice = page.getByRole('button', { name: 'I understand' });
  if (await notice.isVisible()) await notice.click();
  await page.getByRole('button', { name: /Enter your name|not authenticated/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your name').fill(name);
  await dialog.getByRole('radio', { name: new RegExp(`^${role}`, 'i') }).click();
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

export const step = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Steps of the case' }).getByRole('button', { name }).click();

/** A question of the form by the path that blockers use; a prefix finds `findings.<id>.…` without knowing the id. */
export const field = (page: Page, path: string): Locator =>
  page
    .locator(
      `[data-field="${path}"], [data-field^="${path.split('*')[0]}"][data-field$="${path.split('*')[1] ?? path}"]`,
    )
    .first();

/** Chooses one answer of a closed list shown as chips, by its value: words may be polished, answers may not. */
export async function choose(page: Page, path: string, answer: string): Promise<void> {
  const chip = field(page, path).locator(`input[value="${answer}"]`).first();
  const id = await chip.getAttribute('id');
  await page.locator(`label[for="${id ?? ''}"]`).click();
}

export async function write(page: Page, path: string, text: string): Promise<void> {
  const box = field(page, path).getByRole('textbox').first();
  await box.fill(text);
  await box.press('Tab');
}
