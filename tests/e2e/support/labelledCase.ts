import type { Page } from 'playwright-core';
import type { WorklistPatient } from '../../../src/app/api.ts';
import { STANDARD_SCHEME } from '../../../src/domain/vocabulary/scheme.ts';
import type { ReplayTruth } from '../replay/truth.ts';

type Truth = Pick<ReplayTruth, 'scheme' | 'series'>;
type Space = NonNullable<Truth['series']['ct' | 'mr']>;

/** Labels of a fluoroscopic run beyond the picture are not clicked by anyone. Pixels: about the size of a body. */
const EDGE_PX = 8;

const clicked = ({ seriesInstanceUid, frameOfReferenceUid, labels }: Space) => ({
  seriesUid: seriesInstanceUid,
  frameOfReferenceUid,
  labels: labels.map(({ level, lps }) => ({
    level,
    pointLpsMm: lps,
    source: 'clicked',
    confirmed: true,
    clickedOn: 'axial',
    sdMm: 0,
  })),
});

/** Labels of the first frame, as far as its picture goes. */
function ofFirstFrame(run: NonNullable<Truth['series']['fluoroscopy']>, sizePx: number) {
  const { seriesInstanceUid: seriesUid, sopInstanceUid, levels } = run;
  const labels = levels
    .filter(({ row }) => row > EDGE_PX && row < sizePx - EDGE_PX)
    .map(({ level, column, row }) => ({ level, pointPx: [column, row] }));
  return {
    [`${sopInstanceUid}#1`]: { seriesUid, sopInstanceUid, frame: 1, labels, confirmedRightEdge: null },
  };
}

/** A draft as another sitting left it: the spine labelled on every series, the numbering stated, nothing marked. */
export function labelledDraft(truth: Truth, runSizePx: number) {
  const { ct, mr, fluoroscopy } = truth.series;
  const spaces = [ct, mr].filter((space) => space !== null);
  return {
    labelings: Object.fromEntries(spaces.map((space) => [space.seriesInstanceUid, clicked(space)])),
    projectionLabelings: fluoroscopy === null ? {} : ofFirstFrame(fluoroscopy, runSizePx),
    numbering: {
      ...STANDARD_SCHEME,
      ...truth.scheme,
      countedFrom: 'sacrum',
      seriesUid: spaces[0]?.seriesInstanceUid ?? null,
      anomalies: [],
      statement: 'Five lumbar-type vertebrae.',
    },
    findings: [],
    regions: [],
    plan: {
      kind: null,
      sites: [],
      deviations: [],
      declaredHazards: [],
      hazardAnswers: [],
      conservativeTherapy: null,
      aftercare: null,
      rationale: '',
    },
    keyImages: [],
  };
}

/** Saves the draft for the patient of a series, and answers the study to open. */
export async function saveDraft(page: Page, seriesUid: string, draft: object): Promise<string> {
  return page.evaluate(
    async ([wanted, document]) => {
      const rows = (await (await fetch('/api/worklist')).json()) as WorklistPatient[];
      const row = rows.find(({ studies }) =>
        studies.some(({ series }) => series.some((each) => each.seriesInstanceUid === wanted)),
      );
      if (row === undefined) throw new Error('the phantom is not in the worklist');
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ patient: row.patient });
      const opened = await fetch('/api/cases', { method: 'POST', headers, body });
      const { caseId, draftVersion } = (await opened.json()) as { caseId: string; draftVersion: number };
      const saved = await fetch(`/api/cases/${caseId}/draft`, {
        method: 'PUT',
        headers: { ...headers, 'if-match': `"${String(draftVersion)}"` },
        body: JSON.stringify({ ...document, caseId }),
      });
      if (!saved.ok) throw new Error(await saved.text());
      return (
        row.studies.find(({ series }) => series.some((each) => each.seriesInstanceUid === wanted))
          ?.studyInstanceUid ?? ''
      );
    },
    [seriesUid, draft] as const,
  );
}
