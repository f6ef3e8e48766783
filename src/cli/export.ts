import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyPlan } from '../domain/plan/verifyPlan.ts';
import type { TargetingPlan } from '../domain/plan/targetingPlan.ts';
import { NO_CONTEXT, PLAN_FORMATS, planFormat } from '../interchange/formats.ts';
import { isUnreadable, issueLine, readPlanFile } from './planFile.ts';

const USAGE = `Usage: patchpoint export PLAN.json --format ${PLAN_FORMATS.map((f) => f.id).join('|')} --out FILE [--key-images DIR]`;

/**
 * `export PLAN.json --format FORMAT --out FILE`: only a plan that `validate` accepts is written, whole or not at all.
 * `--key-images DIR` embeds `<id>.png` where the format carries pictures. `--out -` writes to standard output.
 */
export async function exportCommand(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    options: {
      format: { type: 'string' },
      out: { type: 'string' },
      'key-images': { type: 'string' },
      json: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  const [path, ...rest] = positionals;
  const format = planFormat(values.format ?? '');
  if (path === undefined || rest.length > 0 || format === undefined || values.out === undefined) {
    console.error(USAGE);
    return 2;
  }
  const plan = await readPlanFile(path);
  const issues = plan.ok ? verifyPlan(plan.value) : plan.error;
  if (!plan.ok || issues.length > 0) {
    console.error('The plan is not valid; nothing was written.');
    for (const one of issues) console.error(issueLine(one));
    return !plan.ok && isUnreadable(plan.error) ? 2 : 1;
  }
  const keyImagePngs = await readKeyImages(plan.value, values['key-images']);
  const text = format.write(plan.value, { ...NO_CONTEXT, keyImagePngs });
  if (values.out === '-') {
    process.stdout.write(text);
    return 0;
  }
  const partial = `${values.out}.partial`;
  await writeFile(partial, text);
  await rename(partial, values.out);
  console.log(JSON.stringify({ format: format.id, out: values.out, bytes: Buffer.byteLength(text) }));
  return 0;
}

async function readKeyImages(
  plan: TargetingPlan,
  folder: string | undefined,
): Promise<Record<string, string>> {
  if (folder === undefined) return {};
  const pairs = await Promise.all(
    plan.keyImages.map(async ({ id }) => [id, await readFile(join(folder, `${id}.png`), 'base64')] as const),
  );
  return Object.fromEntries(pairs);
}
