import { parseArgs } from 'node:util';
import { placeMarks, readForeign, type KnownImages } from '../interchange/foreign/readForeign.ts';
import type { ForeignObject } from '../interchange/foreign/model.ts';
import { restorePlan } from '../interchange/foreign/restorePlan.ts';
import { filesBelow, isRefusal, readFound } from './filesBelow.ts';

/**
 * `read PATH --json [--images DIR]`: objects made elsewhere (SR, KOS, GSPS, SEG, RTSTRUCT, PDF) below PATH: what was understood, marks
 * that resolve to the images also below PATH or DIR, the rest with a reason. Our own reports give their plan back.
 *
 * @returns 0 answered, 2 wrong use or unreadable PATH
 */
export async function readCommand(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, images: { type: 'string' } },
    allowPositionals: true,
  });
  const [path, ...rest] = positionals;
  const files = path === undefined || rest.length > 0 ? null : await filesBelow(path);
  const more = values.images === undefined ? [] : await filesBelow(values.images);
  if (files === null || more === null) {
    console.error('Usage: patchpoint read PATH --json [--images DIR]');
    return 2;
  }
  const known = { frames: new Map<string, number>(), framesOfReference: new Set<string>() };
  const objects: { name: string; bytes: Uint8Array; object: ForeignObject }[] = [];
  const refused: { path: string; code: string; message: string }[] = [];
  for (const { file, own } of [
    ...files.map((one) => ({ file: one, own: true })),
    ...more.map((one) => ({ file: one, own: false })),
  ]) {
    const { name } = file;
    const bytes = await readFound(file);
    if (isRefusal(bytes)) {
      if (own) refused.push({ path: name, ...bytes });
      continue;
    }
    const object = readForeign(bytes);
    if (!object.ok && !own) continue;
    if (!object.ok) refused.push({ path: name, code: object.error.code, message: object.error.message });
    else if (object.value.kind === 'image') {
      known.frames.set(object.value.sopInstanceUid, object.value.frames);
      if (object.value.frameOfReferenceUid !== null)
        known.framesOfReference.add(object.value.frameOfReferenceUid);
    } else if (own) objects.push({ name, bytes, object: object.value });
  }
  const answers = objects.map(({ name, bytes, object }) => answerOf(name, bytes, object, known));
  console.log(JSON.stringify({ objects: answers, images: known.frames.size, refused }, null, 2));
  if (values.json !== true)
    for (const one of answers)
      console.error(
        `${one.path}: ${one.kind}, ${one.lines.length} items, ${one.placed.length} marks placed, ` +
          `${one.unplaced.length} unplaced, ${one.notUnderstood.length} not understood`,
      );
  return 0;
}

function answerOf(path: string, bytes: Uint8Array, object: ForeignObject, known: KnownImages) {
  const { marks: _marks, unplaced: _unplaced, ...facts } = object;
  const plan = object.kind === 'report' ? restorePlan(bytes) : null;
  return {
    path,
    ...facts,
    ...placeMarks(object, known),
    plan: plan?.ok === true ? plan.value : null,
    planProblem: plan === null || plan.ok || plan.error.code === 'no-plan' ? null : plan.error.code,
  };
}
