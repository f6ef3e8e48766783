export type * from './api.ts';
export { archiveSource } from './archiveSource.ts';
export { filesSource } from './filesSource.ts';
export { importFiles } from './importFiles.ts';
