export type * from './api.ts';
export { archiveSource, type ArchiveOptions } from './archiveSource.ts';
export { filesSource } from './filesSource.ts';
export { importFiles, type ImportOutcome } from './importFiles.ts';
