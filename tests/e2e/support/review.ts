import type { Page } from 'playwright-core';

/** The pain physician's part: opens a plan, gives an own reason for each blocking warning, accepts, sees it arrive. */
export async function acceptPlan(
  page: Page,
  url: string,
  planId: string,
  override: string | null = null,
): Promise<void> {
  await page.goto(`${url}/plan/${planId}`);
  const accept = page.getByRole('button', { name: 'Accept…' });
  await accept.waitFor();
  if (override !== null) {
    const reasons = page.getByRole('textbox', { name: /^Your own reason to go on/ });
    for (let i = 0; i < (await reasons.count()); i += 1) await reasons.nth(i).fill(override);
  }
  await accept.click();
  await page.getByRole('button', { name: 'Accept this plan' }).click();
  await page.getByText('Arrived in the procedure record').waitFor();
}
