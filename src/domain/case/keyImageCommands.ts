import { err, issue, ok, unreachable, type Result } from '../result.ts';
import type { CaseCommand } from './commands.ts';
import type { CaseDocument } from './document.ts';
import { byId, replaced, without } from './ids.ts';

type KeyImageCommand = Extract<CaseCommand, { readonly type: `key-image/${string}` }>;

export function applyKeyImage(doc: CaseDocument, command: KeyImageCommand): Result<CaseDocument> {
  switch (command.type) {
    case 'key-image/add': {
      const { keyImage } = command;
      if (doc.keyImages.some((image) => image.id === keyImage.id))
        return err(issue('duplicate-id', 'This key image is already part of the case.'));
      const known = new Set(doc.findings.map((finding) => finding.id));
      const findingIds = keyImage.findingIds.filter((id) => known.has(id));
      return ok({ ...doc, keyImages: [...doc.keyImages, { ...keyImage, findingIds }] });
    }
    case 'key-image/caption': {
      const found = byId(doc.keyImages, command.id, 'key image');
      return found.ok
        ? ok({ ...doc, keyImages: replaced(doc.keyImages, { ...found.value, caption: command.caption }) })
        : found;
    }
    case 'key-image/remove': {
      const found = byId(doc.keyImages, command.id, 'key image');
      return found.ok ? ok({ ...doc, keyImages: without(doc.keyImages, command.id) }) : found;
    }
    default:
      return unreachable(command);
  }
}
