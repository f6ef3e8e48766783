import { err, issue, ok, unreachable, type Result } from '../result.ts';
import type { CaseCommand } from './commands.ts';
import type { CaseDocument, KeyImage } from './document.ts';
import { byId, without } from './ids.ts';

type KeyImageCommand = Extract<CaseCommand, { readonly type: `key-image/${string}` }>;

export function applyKeyImage(doc: CaseDocument, command: KeyImageCommand): Result<CaseDocument> {
  switch (command.type) {
    case 'key-image/add': {
      const { keyImage } = command;
      if (doc.keyImages.some((image) => pictureOf(image) === pictureOf(keyImage)))
        return err(issue('duplicate-id', 'This key image is already part of the case.'));
      const known = new Set(doc.findings.map((finding) => finding.id));
      const findingIds = keyImage.findingIds.filter((id) => known.has(id));
      return ok({ ...doc, keyImages: [...doc.keyImages, { ...keyImage, findingIds }] });
    }
    case 'key-image/caption': {
      const found = byId(doc.keyImages, command.id, 'key image');
      if (!found.ok) return found;
      const next = captioned(found.value, command.caption);
      return ok({ ...doc, keyImages: doc.keyImages.map((image) => (image === found.value ? next : image)) });
    }
    case 'key-image/remove': {
      const found = byId(doc.keyImages, command.id, 'key image');
      return found.ok ? ok({ ...doc, keyImages: without(doc.keyImages, command.id) }) : found;
    }
    default:
      return unreachable(command);
  }
}

/** The same pixels, whatever is printed below them. */
const pictureOf = ({ id, marked }: KeyImage): string => marked?.id ?? id;

/** A strip that was printed with another caption is no longer this picture's. */
function captioned(image: KeyImage, caption: string): KeyImage {
  const { marked, planVersion, ...rest } = image;
  if (marked === undefined || planVersion === undefined) return { ...image, caption };
  const { id, sha256, widthPx, heightPx } = marked;
  return { ...rest, caption, marked, id, sha256, widthPx, heightPx };
}
