import { z } from 'zod';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { withoutDoubles } from './collect.ts';
import type { FileLabel, LabelFile } from './labelFile.ts';
import { levelOfName } from './levelName.ts';

const point = z.object({
  label: z.string().default(''),
  position: z.array(z.number()).length(3).nullish(),
  positionStatus: z.string().default('defined'),
});
const file = z.object({
  markups: z
    .array(
      z.object({
        coordinateSystem: z.string().optional(),
        coordinateUnits: z.unknown().optional(),
        controlPoints: z.array(point),
      }),
    )
    .min(1),
});

/**
 * 3D Slicer markups (`.mrk.json`). The file's own `coordinateSystem` decides: LPS as it is, RAS with x and y negated;
 * without one the schema's default, LPS.
 *
 * Source: Slicer markups schema v1.0.3
 */
export function readMarkups(input: unknown): Result<LabelFile> {
  const parsed = file.safeParse(input);
  if (!parsed.success) return err(issue('not-markups', 'This is no Slicer markups file.'));
  const labels: FileLabel[] = [];
  const refused: string[] = [];
  for (const markup of parsed.data.markups) {
    const system = (markup.coordinateSystem ?? 'LPS').toUpperCase();
    if (system !== 'LPS' && system !== 'RAS')
      return err(issue('coordinate-system', `The coordinate system ${system.slice(0, 20)} is not known.`));
    const sign = system === 'RAS' ? -1 : 1;
    for (const { label, position, positionStatus } of markup.controlPoints) {
      const level = levelOfName(label);
      if (level === null) refused.push(`“${label.slice(0, 40)}” names no single vertebra.`);
      else if (!position || positionStatus !== 'defined') refused.push(`${level} has no position.`);
      else
        labels.push({
          level,
          pointLpsMm: [sign * (position[0] ?? NaN), sign * (position[1] ?? NaN), position[2] ?? NaN],
        });
    }
  }
  const once = withoutDoubles(labels);
  return ok({
    format: 'Slicer markups',
    frameOfReferenceUid: null,
    labels: once.labels,
    refused: [...refused, ...once.refused],
    notes: [],
  });
}

/** Slicer markups in LPS, head to foot. */
export const writeMarkups = (labels: readonly FileLabel[]): string =>
  `${JSON.stringify(
    {
      '@schema':
        'https://raw.githubusercontent.com/slicer/slicer/master/Modules/Loadable/Markups/Resources/Schema/markups-schema-v1.0.3.json#',
      markups: [
        {
          type: 'Fiducial',
          coordinateSystem: 'LPS',
          coordinateUnits: 'mm',
          controlPoints: labels.map(({ level, pointLpsMm }, i) => ({
            id: String(i + 1),
            label: level,
            position: pointLpsMm,
            positionStatus: 'defined',
          })),
        },
      ],
    },
    null,
    2,
  )}\n`;
