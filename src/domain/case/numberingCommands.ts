import { err, issue, ok, type Issue, type Result } from '../result.ts';
import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { isInScheme, schemeIssue, SUPERNUMERARY } from '../vocabulary/scheme.ts';
import type { Anomaly } from '../vocabulary/terms.ts';
import { canalBesideLabels } from './canalBesideLabels.ts';
import type { CaseCommand } from './commands.ts';
import type { CaseDocument, NumberingStatement, SpineLabeling } from './document.ts';
import { refreshProvisional } from './refreshProvisional.ts';

type NumberingCommand = Extract<CaseCommand, { readonly type: 'numbering/set' }>;

/** What an anomaly says about the vertebrae there are. Transitional vertebrae change shape, not number. */
const SCHEME_OF_ANOMALY: Readonly<Record<Anomaly, Partial<SpineScheme>>> = {
  'six-lumbar': { extra: ['L6'] },
  'four-lumbar': { absent: ['L5'] },
  'eleven-ribs': { absent: ['T12'] },
  'thirteen-ribs': { extra: ['T13'] },
  'transitional-lumbosacral': {},
  'transitional-thoracolumbar': {},
};

/**
 * The numbering statement. Anomalies and scheme say the same thing: a patch with `anomalies` alone sets the scheme;
 * one that names `absent` or `extra` as well must agree with them.
 */
export function applyNumbering(doc: CaseDocument, { patch }: NumberingCommand): Result<CaseDocument> {
  const followsAnomalies =
    patch.anomalies !== undefined && patch.absent === undefined && patch.extra === undefined;
  const numbering: NumberingStatement = {
    ...doc.numbering,
    ...patch,
    ...(followsAnomalies ? schemeOfAnomalies(patch.anomalies) : {}),
  };
  const fault = anomalyIssue(numbering.anomalies) ?? schemeIssue(numbering) ?? supernumeraryIssue(numbering);
  if (fault !== null) return err(fault);
  const orphan = labelsOf(doc).find((level) => !isInScheme(numbering, level));
  if (orphan !== undefined)
    return err(
      issue(
        'label-not-in-numbering',
        `${orphan} is labelled. Remove or renumber its label before stating that the patient has no ${orphan}.`,
        'numbering.anomalies',
      ),
    );
  const sameScheme =
    String(numbering.absent) === String(doc.numbering.absent) &&
    String(numbering.extra) === String(doc.numbering.extra);
  const labelings = sameScheme
    ? doc.labelings
    : Object.fromEntries(
        Object.entries(doc.labelings)
          .map(([uid, labeling]) => [uid, recounted(numbering, labeling)] as const)
          .filter(([, { labels }]) => labels.length > 0),
      );
  return ok({ ...doc, numbering, labelings });
}

/** Provisional labels counted anew: what was snapped carries names of the old count, and so may the canal beside it. */
function recounted(scheme: SpineScheme, labeling: SpineLabeling): SpineLabeling {
  const labels = labeling.labels.filter((label) => label.confirmed || label.source !== 'snapped');
  return canalBesideLabels(scheme, refreshProvisional(scheme, { ...labeling, labels }));
}

export function schemeOfAnomalies(anomalies: readonly Anomaly[]): SpineScheme {
  const parts = anomalies.map((anomaly) => SCHEME_OF_ANOMALY[anomaly]);
  return {
    absent: parts.flatMap((part) => part.absent ?? []),
    extra: parts.flatMap((part) => part.extra ?? []),
  };
}

function anomalyIssue(anomalies: readonly Anomaly[]): Issue | null {
  const both = (a: Anomaly, b: Anomaly) => anomalies.includes(a) && anomalies.includes(b);
  if (both('six-lumbar', 'four-lumbar'))
    return issue(
      'anomaly-contradiction',
      'Six and four lumbar vertebrae exclude each other.',
      'numbering.anomalies',
    );
  if (both('eleven-ribs', 'thirteen-ribs'))
    return issue(
      'anomaly-contradiction',
      'Eleven and thirteen pairs of ribs exclude each other.',
      'numbering.anomalies',
    );
  return null;
}

function supernumeraryIssue(scheme: SpineScheme): Issue | null {
  const wrong = scheme.extra.find((level) => !SUPERNUMERARY.includes(level));
  return wrong === undefined
    ? null
    : issue(
        'scheme-extra',
        `${wrong} belongs to every spine; only T13 and L6 can be extra.`,
        'numbering.anomalies',
      );
}

/** Levels a person gave, in any labeling; provisional ones are computed anew. */
function labelsOf(doc: CaseDocument): readonly Vertebra[] {
  return [
    ...Object.values(doc.labelings).flatMap((labeling) =>
      labeling.labels
        .filter((label) => label.confirmed || label.source === 'imported')
        .map((label) => label.level),
    ),
    ...Object.values(doc.projectionLabelings).flatMap((labeling) =>
      labeling.labels.map((label) => label.level),
    ),
  ];
}
