import { err, issue, ok, type Result } from '../../domain/result.ts';
import { archiveSource } from '../../imaging/index.ts';
import { createViewer } from '../../viewer/index.ts';
import type { PlanRecord, ServerApi } from '../api.ts';
import { allSeries, isProjection } from '../workspace/series.ts';
import { createProcedure } from './createProcedure.ts';
import type { Procedure } from './procedure.ts';

/** Opens the fluoroscopy of a plan's patient beside the plan. The caller closes it. */
export async function openProcedure(
  server: ServerApi,
  planId: string,
  version: number | null,
): Promise<Result<Procedure>> {
  const versions = await server.plan(planId);
  if (!versions.ok) return versions;
  const record =
    version === null ? versions.value[0] : versions.value.find((each) => each.version === version);
  if (record === undefined) return err(issue('plan-unknown', 'There is no such plan version.'));
  const [study, checks] = await Promise.all([
    studyOf(server, record),
    server.guardChecks(planId, record.version),
  ]);
  if (!checks.ok) return checks;
  const studies = study === null ? ok([]) : await server.study(study);
  if (!studies.ok) return studies;
  const newestFirst = studies.value.toSorted((a, b) => b.study.date.localeCompare(a.study.date));
  return ok(
    createProcedure({
      record,
      checks: checks.value,
      series: allSeries(newestFirst).filter(isProjection),
      sourceOf: (series) => archiveSource(series, { root: '/dicom-web' }),
      viewer: createViewer(),
      server,
    }),
  );
}

/** A study of the plan's patient: one the plan rests on, else one the archive has of the same patient. */
async function studyOf(server: ServerApi, { plan }: PlanRecord): Promise<string | null> {
  const [series] = plan.series;
  if (series !== undefined) return series.studyInstanceUid;
  const worklist = await server.worklist();
  if (!worklist.ok) return null;
  const { id, issuer } = plan.patient;
  const row = worklist.value.find(({ patient }) => patient.id === id && patient.issuer === issuer);
  return row?.studies[0]?.studyInstanceUid ?? null;
}
