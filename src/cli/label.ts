import { z } from 'zod';
import type { Vec3 } from '../domain/geometry/vec3.ts';
import { interpolateLabels, type InterpolatedLabel } from '../domain/spine/interpolate.ts';
import type { Vertebra } from '../domain/vocabulary/level.ts';
import { compareVertebrae } from '../domain/vocabulary/scheme.ts';
import { runRequestCommand } from './requestFile.ts';
import { checkScheme, idSchema, levelPointSchema, schemeFields, vertebraSchema } from './requestSchema.ts';

/** `{"id","anchors":[{"level","lps"}…],"from","to","absent","extra"}`; without from and to, the span of the anchors. */
export const labelRequestSchema = z
  .object({
    id: idSchema,
    anchors: z.array(levelPointSchema),
    from: vertebraSchema.nullish(),
    to: vertebraSchema.nullish(),
    ...schemeFields,
  })
  .check(checkScheme);
export type LabelRequest = z.output<typeof labelRequestSchema>;

export interface LabelAnswer {
  readonly id: string | number | null;
  readonly labels: readonly {
    readonly level: Vertebra;
    readonly lps: Vec3;
    readonly source: InterpolatedLabel['source'];
    readonly sdMm: number;
  }[];
  readonly problems: readonly string[];
}

/** Labels of a range from anchors; always answers, and says in `problems` what is missing or needs a person. */
export function answerLabel(request: LabelRequest): LabelAnswer {
  const { anchors, absent, extra } = request;
  const levels = anchors.map((anchor) => anchor.level).toSorted(compareVertebrae);
  const from = request.from ?? levels[0];
  const to = request.to ?? levels.at(-1);
  const id = request.id ?? null;
  if (from === undefined || to === undefined) return { id, labels: [], problems: ['too-few-anchors'] };
  const { labels, problems } = interpolateLabels({ anchors, scheme: { absent, extra }, from, to });
  return {
    id,
    labels: labels.map(({ level, pointLpsMm, source, sdMm }) => ({ level, lps: pointLpsMm, source, sdMm })),
    problems,
  };
}

/** `label REQUEST.json --json` */
export const labelCommand = (args: readonly string[]): Promise<number> =>
  runRequestCommand(args, { name: 'label', schema: labelRequestSchema, answer: answerLabel, words });

function words(request: LabelRequest): readonly string[] {
  const { labels, problems } = answerLabel(request);
  return [
    ...labels.map(({ level, source, sdMm }) =>
      source === 'anchor' ? `${level}: as clicked` : `${level}: ${source}, ± ${sdMm.toFixed(1)} mm`,
    ),
    ...problems,
  ];
}
