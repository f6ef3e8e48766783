/** A file and where it was found: folder names kept, for the verdict table. */
export interface FoundFile {
  readonly path: string;
  readonly file: File;
}

/**
 * Every file of a drop or a choice, folders walked to the bottom. Entries must be taken from a DataTransfer in the same
 * turn as the drop event: call it without awaiting anything before.
 */
export async function collectFiles(items: readonly File[] | DataTransfer): Promise<readonly FoundFile[]> {
  if (!(items instanceof DataTransfer))
    return inPathOrder(items.map((file) => ({ path: pathOf(file), file })));
  const entries = [...items.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const loose = entries.length === 0 ? [...items.files] : [];
  const found: FoundFile[] = loose.map((file) => ({ path: pathOf(file), file }));
  for (const entry of entries) await walk(entry, found);
  return inPathOrder(found);
}

/** Folder by folder, by name: of two files with one SOP Instance UID the first is used, here and on the command line. */
const inPathOrder = (found: readonly FoundFile[]): readonly FoundFile[] =>
  found
    .map((file) => ({ file, parts: file.path.split('/') }))
    .toSorted((a, b) => comparePaths(a.parts, b.parts))
    .map(({ file }) => file);

function comparePaths(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, i) => part !== b[i]);
  const [first, second] = [a[at] ?? '', b[at] ?? ''];
  return at < 0 || first === second ? 0 : first < second ? -1 : 1;
}

const pathOf = (file: File): string => (file.webkitRelativePath === '' ? file.name : file.webkitRelativePath);

async function walk(entry: FileSystemEntry, found: FoundFile[]): Promise<void> {
  if (entry instanceof FileSystemFileEntry) {
    const file = await new Promise<File | null>((resolve) => entry.file(resolve, () => resolve(null)));
    if (file !== null) found.push({ path: entry.fullPath.replace(/^\//, ''), file });
    return;
  }
  if (!(entry instanceof FileSystemDirectoryEntry)) return;
  const reader = entry.createReader();
  // The reader hands out at most a hundred entries at a time, and an empty list at the end.
  for (;;) {
    const batch = await new Promise<readonly FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (batch.length === 0) return;
    for (const child of batch) await walk(child, found);
  }
}
