import { z } from 'zod';
import { locatePoint } from '../domain/spine/locate.ts';
import { locationWords } from '../domain/spine/locationWords.ts';
import { spineOf } from '../domain/spine/spineFrame.ts';
import type { DerivedLocation } from '../domain/plan/targetingPlan.ts';
import type { Vertebra } from '../domain/vocabulary/level.ts';
import { formatLevel } from '../domain/vocabulary/levelText.ts';
import { runRequestCommand } from './requestFile.ts';
import { checkScheme, idSchema, levelPointSchema, listOf, lpsSchema, schemeFields } from './requestSchema.ts';

/** `{"id","labels":[{"level","lps"}…],"points":[{"id","lps"}…],"posterior":[…],"absent","extra"}` */
export const locateRequestSchema = z
  .object({
    id: idSchema,
    labels: z.array(levelPointSchema),
    points: z.array(z.object({ id: idSchema, lps: lpsSchema })),
    posterior: listOf(levelPointSchema),
    ...schemeFields,
  })
  .check(checkScheme);
export type LocateRequest = z.output<typeof locateRequestSchema>;

export interface LocatedPoint {
  readonly id: string | number | null;
  readonly vertebra: Vertebra | null;
  /** `L2-L3` */
  readonly interspace: string | null;
  readonly fraction: number | null;
  readonly near: readonly string[];
  readonly side: DerivedLocation['side'];
  readonly lateralMm: number | null;
  readonly apMm: number | null;
  readonly exitingRoot: string | null;
  readonly problems: readonly string[];
}
export interface LocateAnswer {
  readonly id: string | number | null;
  readonly points: readonly LocatedPoint[];
}

/** Level and side of each point; numbers are not rounded. */
export const answerLocate = (request: LocateRequest): LocateAnswer => ({
  id: request.id ?? null,
  points: locations(request).map(({ id, location }) => ({
    id,
    vertebra: location.vertebra,
    interspace:
      location.interspace === null ? null : formatLevel({ kind: 'interspace', ...location.interspace }),
    fraction: location.fraction,
    near: location.near.map(formatLevel),
    side: location.side,
    lateralMm: location.lateralMm,
    apMm: location.apMm,
    exitingRoot: location.exitingRoot,
    problems: location.problems,
  })),
});

/** `locate REQUEST.json --json` */
export const locateCommand = (args: readonly string[]): Promise<number> =>
  runRequestCommand(args, {
    name: 'locate',
    schema: locateRequestSchema,
    answer: answerLocate,
    words: (request) =>
      locations(request).map(
        ({ id, location }, i) => `${id ?? `point ${i + 1}`}: ${locationWords(location)}`,
      ),
  });

function locations({ labels, points, posterior, absent, extra }: LocateRequest) {
  const spine = spineOf({ labels, posterior, scheme: { absent, extra } });
  return points.map(({ id, lps }) => ({ id: id ?? null, location: locatePoint(spine, lps) }));
}
