import type { KeyImage } from '../../domain/case/document.ts';
import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import type { WorkspaceCore } from './core.ts';

/**
 * The plan with its key images as they will leave: each printed with caption, identity, and the version that signing
 * gives, and stored. Where signing is refused, nothing names them; the draft keeps its own.
 */
export async function withPrintedImages(
  core: WorkspaceCore,
  plan: TargetingPlan,
): Promise<Result<TargetingPlan>> {
  const keyImages: KeyImage[] = [];
  for (const [index, image] of plan.keyImages.entries()) {
    const printed = await printedImage(core, image, plan.version);
    if (!printed.ok)
      return err(
        issue(printed.error.code, `Nothing was signed: key image ${index + 1}. ${printed.error.message}`),
      );
    keyImages.push(printed.value);
  }
  return ok({ ...plan, keyImages });
}

async function printedImage(
  { printKeyImage, server, store }: WorkspaceCore,
  image: KeyImage,
  version: number,
): Promise<Result<KeyImage>> {
  if (image.marked === undefined) return ok(image);
  const printed = await printKeyImage(image, version);
  if (!printed.ok) return printed;
  const { png, widthPx, heightPx } = printed.value;
  const stored = await server.uploadKeyImage(store.getState().caseId, png);
  return stored.ok ? ok({ ...image, ...stored.value, widthPx, heightPx, planVersion: version }) : stored;
}
