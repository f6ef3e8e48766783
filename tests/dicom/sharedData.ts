import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SHARED_DATA } from '../support/programs.ts';

const ROOT = resolve(SHARED_DATA ?? '../shared/data');

/** The real files are not at hand: tests over them are skipped, and listed as skipped. */
export const noData = SHARED_DATA === null;

export const dataPath = (path: string): string => join(ROOT, path);
export const readData = (path: string): Uint8Array => readFileSync(dataPath(path));

/** Files below a folder of the data, by their path from there, sorted; [] where the data is absent. */
export function dataFiles(folder: string): readonly string[] {
  if (noData) return [];
  return readdirSync(dataPath(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dataPath(folder).length + 1))
    .toSorted();
}
