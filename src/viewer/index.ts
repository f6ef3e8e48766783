export { createViewer } from './createViewer.ts';
export type * from './api.ts';
