import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { ArchivePort } from './archivePort.ts';
import { dicomwebArchive } from './dicomwebArchive.ts';
import { openFolderArchive } from './folderArchive.ts';

/** The archive the configuration names. */
export function openArchive(
  { archive, dataDir }: Pick<Config, 'archive' | 'dataDir'>,
  clock: () => Date,
): Promise<ArchivePort> {
  return archive.kind === 'folder'
    ? openFolderArchive({ root: archive.root, cachePath: join(dataDir, 'archive-index.json'), clock })
    : Promise.resolve(dicomwebArchive(archive));
}
