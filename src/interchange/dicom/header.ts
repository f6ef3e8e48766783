import type { PlanSeries, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { tidyName } from '../../domain/vocabulary/personName.ts';
import { dicomSet, shortText, type DicomSet } from './dataset.ts';
import { sopReference } from './sr/items.ts';
import { derivedUid, PRIVATE_SCHEME_UID } from './uids.ts';

/** What an archive's headers say about the study beyond the plan, so that our objects agree with it. */
export interface StudyHeader {
  readonly studyTime: string;
  readonly studyId: string;
  readonly studyDescription: string;
}

/** The study that an object of this plan is filed in: that of the counted series, else the first. */
export function homeSeries(plan: TargetingPlan): PlanSeries | undefined {
  return (
    plan.series.find((series) => series.seriesInstanceUid === plan.numbering.seriesUid) ?? plan.series[0]
  );
}

/** DICOM date and time (UTC) of an ISO timestamp. */
export function dicomDateTime(iso: string): { readonly date: string; readonly time: string } {
  const utc = new Date(iso).toISOString();
  return { date: utc.slice(0, 10).replaceAll('-', ''), time: utc.slice(11, 19).replaceAll(':', '') };
}

/** Moment of the document: its signature, else its making. */
export const documentMoment = (plan: TargetingPlan) => dicomDateTime(plan.signature?.at ?? plan.createdAt);

/** Patient, study, equipment and coding scheme modules: the same in every object of a plan. */
export function commonModules(plan: TargetingPlan, study: StudyHeader | undefined): DicomSet {
  const { patient } = plan;
  const home = homeSeries(plan);
  return dicomSet({
    SpecificCharacterSet: 'ISO_IR 192',
    TimezoneOffsetFromUTC: '+0000',
    PatientName: tidyName(patient.name),
    PatientID: shortText(patient.id),
    ...(patient.issuer === '' ? {} : { IssuerOfPatientID: shortText(patient.issuer) }),
    PatientBirthDate: patient.birthDate,
    PatientSex: sexCode(patient.sex),
    StudyInstanceUID: home?.studyInstanceUid ?? derivedUid('study', plan.planId),
    StudyDate: home?.studyDate ?? null,
    StudyTime: study?.studyTime ?? null,
    StudyID: study === undefined ? null : shortText(study.studyId, 16),
    ReferringPhysicianName: null,
    ...(study === undefined || study.studyDescription === ''
      ? {}
      : { StudyDescription: shortText(study.studyDescription) }),
    AccessionNumber: home === undefined ? null : shortText(home.accessionNumber, 16),
    Manufacturer: 'Patchpoint (research, not a medical device)',
    ManufacturerModelName: 'Patchpoint',
    DeviceSerialNumber: 'none',
    SoftwareVersions: shortText(plan.software.version),
    CodingSchemeIdentificationSequence: [
      dicomSet({
        CodingSchemeDesignator: '99CSFPLAN',
        CodingSchemeUID: PRIVATE_SCHEME_UID,
        CodingSchemeName: 'Patchpoint private codes for CSF leak plans',
        CodingSchemeResponsibleOrganization: 'Patchpoint',
      }),
    ],
  });
}

/** Enumerated values of PatientSex (PS3.3 C.7.1.1); null where the source said something else. */
function sexCode(sex: string): string | null {
  const code = sex.trim().toUpperCase();
  return ['M', 'F', 'O'].includes(code) ? code : null;
}

/** Instances by study and series (Hierarchical SOP Instance Reference macro, PS3.3 C.17.2.1). */
export function evidenceItems(series: readonly PlanSeries[]): readonly DicomSet[] {
  const withImages = series.filter((one) => one.instances.length > 0);
  return [...new Set(withImages.map((one) => one.studyInstanceUid))].map((studyInstanceUid) =>
    dicomSet({
      StudyInstanceUID: studyInstanceUid,
      ReferencedSeriesSequence: withImages
        .filter((one) => one.studyInstanceUid === studyInstanceUid)
        .map((one) =>
          dicomSet({
            SeriesInstanceUID: one.seriesInstanceUid,
            ReferencedSOPSequence: one.instances.map((instance) =>
              sopReference({ ...instance, frame: null }),
            ),
          }),
        ),
    }),
  );
}

/** Own study first (type 1C), others as pertinent evidence. */
export function evidenceModules(plan: TargetingPlan, series: readonly PlanSeries[]): DicomSet {
  const own = homeSeries(plan)?.studyInstanceUid;
  const current = evidenceItems(series.filter((one) => one.studyInstanceUid === own));
  const other = evidenceItems(series.filter((one) => one.studyInstanceUid !== own));
  return dicomSet({
    ...(current.length === 0 ? {} : { CurrentRequestedProcedureEvidenceSequence: current }),
    ...(other.length === 0 ? {} : { PertinentOtherEvidenceSequence: other }),
  });
}
