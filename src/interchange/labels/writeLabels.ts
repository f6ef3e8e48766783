import { writeFcsv } from './fcsv.ts';
import type { FileLabel } from './labelFile.ts';
import { writeMarkups } from './markups.ts';
import { writeOwnLabels } from './ownLabels.ts';

interface LabelFormat {
  readonly id: 'patchpoint' | 'markups' | 'fcsv';
  readonly title: string;
  readonly extension: string;
  readonly write: (frameOfReferenceUid: string, labels: readonly FileLabel[]) => string;
}

/** Formats labels leave in; all LPS mm. */
export const LABEL_FORMATS: readonly LabelFormat[] = [
  { id: 'patchpoint', title: 'Patchpoint JSON', extension: 'labels.json', write: writeOwnLabels },
  {
    id: 'markups',
    title: 'Slicer markups',
    extension: 'mrk.json',
    write: (_, labels) => writeMarkups(labels),
  },
  { id: 'fcsv', title: 'Slicer fiducials', extension: 'fcsv', write: (_, labels) => writeFcsv(labels) },
];
