import type { Region } from '../../domain/vocabulary/scheme.ts';

export interface SpinePalette {
  readonly bone: string;
  readonly boneEdge: string;
  readonly boneFaint: string;
  readonly disc: string;
  readonly sac: string;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly halo: string;
  readonly sideWash: string;
  readonly root: string;
  readonly defect: string;
  readonly defectEdge: string;
  readonly collection: string;
  readonly target: string;
  readonly access: string;
  readonly catheterTip: string;
  readonly hazard: string;
  readonly onHazard: string;
}

/**
 * Concrete colours, so that the same drawing can be printed. The defect has the leak's yellow and the collection the
 * region's orange, as on the images; every mark also has its own shape.
 */
export const spinePalettes: Readonly<Record<'light' | 'dark', SpinePalette>> = {
  light: {
    bone: '#eceff2',
    boneEdge: '#8a96a3',
    boneFaint: '#b9c2cb',
    disc: '#d3dbe2',
    sac: '#d5e9f6',
    text: '#10151b',
    quiet: '#56616e',
    line: '#7d8894',
    halo: '#ffffff',
    sideWash: '#e4effb',
    root: '#7aa7c4',
    defect: '#ffe500',
    defectEdge: '#10151b',
    collection: '#d9480f',
    target: '#0072b2',
    access: '#10151b',
    catheterTip: '#8e4a7c',
    hazard: '#e69f00',
    onHazard: '#10151b',
  },
  dark: {
    bone: '#29323c',
    boneEdge: '#77838f',
    boneFaint: '#4a5561',
    disc: '#39444f',
    sac: '#1b3446',
    text: '#e8ecf1',
    quiet: '#97a2b0',
    line: '#6d7987',
    halo: '#151b22',
    sideWash: '#15263a',
    root: '#3f6680',
    defect: '#fff23d',
    defectEdge: '#10151b',
    collection: '#ff6b35',
    target: '#7cc0ff',
    access: '#f2f5f8',
    catheterTip: '#d99bc4',
    hazard: '#e69f00',
    onHazard: '#10151b',
  },
};

/** Region colours of the labels on the images, repeated beside the level names. */
export const regionColours: Readonly<Record<Region, string>> = {
  C: '#56b4e9',
  T: '#009e73',
  L: '#e69f00',
  S: '#cc79a7',
};
