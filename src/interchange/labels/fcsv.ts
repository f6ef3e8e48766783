import { err, issue, ok, type Result } from '../../domain/result.ts';
import { withoutDoubles } from './collect.ts';
import type { FileLabel, LabelFile } from './labelFile.ts';
import { levelOfName } from './levelName.ts';

/** Slicer's numbers for the systems in old files. */
const SYSTEMS: Readonly<Record<string, 1 | -1>> = { LPS: 1, '1': 1, RAS: -1, '0': -1 };

/**
 * 3D Slicer fiducials (`.fcsv`). `# CoordinateSystem` decides: LPS or 1 as it is, RAS or 0 with x and y negated (files
 * before Slicer 4.11 were RAS); a file without the line is refused, since the two differ by left and right.
 */
export function readFcsv(text: string): Result<LabelFile> {
  const lines = text.split(/\r?\n/);
  const head = lines.filter((line) => line.startsWith('#'));
  const system = /^#\s*CoordinateSystem\s*=\s*(\w+)/i;
  const named = head.flatMap((line) => system.exec(line)?.[1] ?? [])[0];
  if (named === undefined)
    return err(
      issue(
        'coordinate-system',
        'The file does not say whether its coordinates are LPS or RAS: not imported.',
      ),
    );
  const sign = SYSTEMS[named.toUpperCase()];
  if (sign === undefined)
    return err(issue('coordinate-system', `The coordinate system ${named.slice(0, 20)} is not known.`));
  const columns = (
    head.flatMap((line) => /^#\s*columns\s*=\s*(.+)$/i.exec(line)?.[1] ?? [])[0] ??
    'id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc,associatedNodeID'
  )
    .split(',')
    .map((name) => name.trim());
  const [x, y, z, name] = ['x', 'y', 'z', 'label'].map((column) => columns.indexOf(column));
  const labels: FileLabel[] = [];
  const refused: string[] = [];
  for (const line of lines) {
    if (line.startsWith('#') || line.trim() === '') continue;
    const cells = line.split(',');
    const label = cells[name ?? -1] ?? '';
    const level = levelOfName(label);
    if (level === null) {
      refused.push(`“${label.slice(0, 40)}” names no single vertebra.`);
      continue;
    }
    const at = (column: number | undefined): number => {
      const cell = cells[column ?? -1]?.trim() ?? '';
      return cell === '' ? Number.NaN : Number(cell);
    };
    labels.push({ level, pointLpsMm: [sign * at(x), sign * at(y), at(z)] });
  }
  const once = withoutDoubles(labels);
  return ok({
    format: 'Slicer fiducials',
    frameOfReferenceUid: null,
    labels: once.labels,
    refused: [...refused, ...once.refused],
    notes: [],
  });
}

/** Slicer fiducials in LPS. */
export const writeFcsv = (labels: readonly FileLabel[]): string =>
  [
    '# Markups fiducial file version = 4.11',
    '# CoordinateSystem = LPS',
    '# columns = id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc,associatedNodeID',
    ...labels.map(({ level, pointLpsMm }, i) => `${i + 1},${pointLpsMm.join(',')},0,0,0,1,1,1,0,${level},,`),
    '',
  ].join('\n');
