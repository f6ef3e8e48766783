import { encode } from 'fast-png';
import type { TargetingPlan } from '../../../src/domain/plan/targetingPlan.ts';
import type { ExportContext } from '../../../src/interchange/context.ts';
import { contextOf, fullPlan } from './exportInput.ts';

export const grey = (level: number) => ({
  width: 60,
  height: 40,
  rgb: new Uint8Array(60 * 40 * 3).fill(level),
});

/** A picture whose every pixel and colour differs from its neighbours, larger than a panel of a sheet. */
export function slope(width: number, height: number) {
  const rgb = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return (
      [Math.floor((x * 255) / width), Math.floor((y * 255) / height), (x * 7 + y * 13) % 256][i % 3] ?? 0
    );
  });
  return { width, height, rgb };
}

/** A plan with these pictures as its key images; the second came from images compressed with loss. */
export function picturedPlan(pictures: readonly ReturnType<typeof grey>[]): {
  readonly plan: TargetingPlan;
  readonly context: ExportContext;
} {
  const base = fullPlan();
  const [first] = base.keyImages;
  if (first === undefined) throw new Error('no key image');
  const keyImages = pictures.map(({ width, height }, index) => ({
    ...first,
    id: `ki-${String(index + 1)}`,
    widthPx: width,
    heightPx: height,
    ...(index === 1 ? { lossy: true as const } : {}),
  }));
  const plan = { ...base, keyImages };
  const keyImagePngs = Object.fromEntries(
    pictures.map(({ width, height, rgb }, index) => [
      `ki-${String(index + 1)}`,
      Buffer.from(encode({ width, height, channels: 3, data: rgb })).toString('base64'),
    ]),
  );
  return { plan, context: { ...contextOf(plan), keyImagePngs } };
}
