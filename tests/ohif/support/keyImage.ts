import { readdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import type { TargetingPlan } from '../../../src/domain/plan/targetingPlan.ts';
import { startHarness } from '../../viewer/harnessServer.ts';
import { LUMBAR_SERIES } from '../../interchange/support/lumbarPlan.ts';

/** The slice of the plan's leak as our own viewer prints it: marks, letters, scale and strip. */
export async function drawnKeyImage(browser: Browser, plan: TargetingPlan) {
  const [leak] = plan.findings;
  if (leak?.place.kind !== 'patient') throw new Error('the leak lies on no slice');
  const { place } = leak;
  const caption = `Leak ${String(leak.ordinal)}, L2-L3 right`;
  const server = await startHarness();
  const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
  await page.goto(server.url);
  const files = readdirSync(LUMBAR_SERIES).map((name) => `/data/series/ct_lumbar_3mm/${name}`);
  const printed = await page.evaluate(
    async ([urls, where, text, identity]) => {
      const { harness } = window;
      await harness.drop(urls);
      await harness.overlay({
        marks: [
          {
            kind: 'point',
            id: 'leak',
            where,
            text,
            style: { name: 'leak', provisional: false, selected: false },
            visibleWithinMm: 4,
            projectBeyond: false,
            draggable: false,
          },
        ],
      });
      await harness.open('axial', where.seriesUid, 'axial');
      while ((await harness.loadState(where.seriesUid)).kind !== 'complete') await harness.frames(6);
      harness.pane('axial').showPoint(where.pointLpsMm);
      await harness.frames(6);
      return harness.printed('axial', { caption: text, identity });
    },
    [files, place, caption, `${plan.patient.name} · ID ${plan.patient.id}`] as const,
  );
  await page.close();
  await server.close();
  const { base64, widthPx, heightPx } = printed;
  return { png: Buffer.from(base64, 'base64'), widthPx, heightPx, caption };
}
