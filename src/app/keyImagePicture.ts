import type { KeyImage } from '../domain/case/document.ts';
import { NOTICE } from '../domain/plan/notice.ts';
import { err, issue, ok, type Result } from '../domain/result.ts';
import { printStrip, type PrintedPicture } from '../viewer/pictureStrip.ts';
import { keyImageHref } from './planDownloads.ts';

export interface PictureWish {
  /** Whether name, ID, birth date, study and series stand below the picture. */
  readonly identity: boolean;
}

/** A key image with the strip of a plan version below it, as it is stored when that version is signed. */
export type PrintKeyImage = (image: KeyImage, version: number) => Promise<Result<PrintedPicture>>;

export const printKeyImage: PrintKeyImage = (image, version) =>
  printed(image, `Plan version ${version}`, { identity: true });

/**
 * A key image as it goes out by hand: of a signed plan the stored picture, byte for byte; of a draft the marked picture
 * with its caption of now and the word draft; either without the patient's identity where that is wished.
 */
export async function keyImagePicture(image: KeyImage, wish: PictureWish): Promise<Result<Blob>> {
  const { marked, planVersion } = image;
  // Pictures of older drafts have their strip in their pixels.
  if (marked === undefined || (planVersion !== undefined && wish.identity)) return storedPicture(image.id);
  const version = planVersion === undefined ? 'Draft, not signed' : `Plan version ${planVersion}`;
  const picture = await printed(image, version, wish);
  return picture.ok ? ok(picture.value.png) : picture;
}

async function printed(
  { caption, marked }: KeyImage,
  version: string,
  { identity }: PictureWish,
): Promise<Result<PrintedPicture>> {
  if (marked === undefined) return err(issue('no-picture', 'This picture was stored with its strip.'));
  const picture = await storedPicture(marked.id);
  if (!picture.ok) return picture;
  return printStrip(picture.value, {
    caption,
    identity: identity ? marked.identity : '',
    facts: marked.facts,
    version,
    notice: NOTICE,
  });
}

async function storedPicture(id: string): Promise<Result<Blob>> {
  const answer = await fetch(keyImageHref(id)).catch(() => null);
  // The connection may break after the answer has begun: a rejection here would leave a signature waiting for ever.
  const picture = answer?.ok === true ? await answer.blob().catch(() => null) : null;
  return picture !== null
    ? ok(picture)
    : err(issue('no-picture', 'The server did not give the picture. Try again.'));
}
