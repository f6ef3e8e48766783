import type { InstanceHeader } from '../../dicom/model.ts';

/** Studies, series and instances as an archive search sees them: headers in, no files. */
export interface FoundSeries {
  readonly seriesUid: string;
  readonly instances: readonly InstanceHeader[];
}
export interface FoundStudy {
  readonly studyUid: string;
  readonly series: readonly FoundSeries[];
}
/** One row of an answer; `series` and `instance` are there from that level on. */
export interface FoundRow {
  readonly study: FoundStudy;
  readonly series: FoundSeries | null;
  readonly instance: InstanceHeader | null;
  /** Any instance of the row: where study and series attributes are read. */
  readonly sample: InstanceHeader;
}

export type QidoLevel = 'study' | 'series' | 'instance';
export interface QidoAttribute {
  readonly tag: string;
  readonly keyword: string;
  readonly vr: 'CS' | 'DA' | 'IS' | 'LO' | 'PN' | 'SH' | 'TM' | 'UI' | 'US';
  readonly level: QidoLevel;
  /** In every answer of its level (PS3.18 table 10.6.1-5), or only when asked for by `includefield`. */
  readonly always: boolean;
  readonly values: (row: FoundRow) => readonly (string | number)[];
}

const text = (value: string | null | undefined): readonly string[] =>
  value === null || value === undefined || value === '' ? [] : [value];
const number = (value: number | null | undefined): readonly number[] =>
  value === null || value === undefined ? [] : [value];

type Row = readonly [
  tag: string,
  keyword: string,
  vr: QidoAttribute['vr'],
  level: QidoLevel,
  always: boolean,
  values: QidoAttribute['values'],
];
const ROWS: readonly Row[] = [
  ['00080005', 'SpecificCharacterSet', 'CS', 'study', true, () => ['ISO_IR 192']],
  ['00080020', 'StudyDate', 'DA', 'study', true, ({ sample }) => text(sample.study.date)],
  ['00080030', 'StudyTime', 'TM', 'study', true, ({ sample }) => text(sample.study.time)],
  ['00080050', 'AccessionNumber', 'SH', 'study', true, ({ sample }) => text(sample.study.accessionNumber)],
  ['00080056', 'InstanceAvailability', 'CS', 'study', true, () => ['ONLINE']],
  ['00080061', 'ModalitiesInStudy', 'CS', 'study', true, ({ study }) => modalitiesOf(study)],
  ['00081030', 'StudyDescription', 'LO', 'study', true, ({ sample }) => text(sample.study.description)],
  ['00100010', 'PatientName', 'PN', 'study', true, ({ sample }) => text(sample.patient.name)],
  ['00100020', 'PatientID', 'LO', 'study', true, ({ sample }) => text(sample.patient.id)],
  ['00100021', 'IssuerOfPatientID', 'LO', 'study', false, ({ sample }) => text(sample.patient.issuer)],
  ['00100030', 'PatientBirthDate', 'DA', 'study', true, ({ sample }) => text(sample.patient.birthDate)],
  ['00100040', 'PatientSex', 'CS', 'study', true, ({ sample }) => text(sample.patient.sex)],
  ['0020000D', 'StudyInstanceUID', 'UI', 'study', true, ({ study }) => [study.studyUid]],
  ['00200010', 'StudyID', 'SH', 'study', true, ({ sample }) => text(sample.study.id)],
  ['00201206', 'NumberOfStudyRelatedSeries', 'IS', 'study', true, ({ study }) => [study.series.length]],
  ['00201208', 'NumberOfStudyRelatedInstances', 'IS', 'study', true, ({ study }) => [instanceCount(study)]],
  ['00080060', 'Modality', 'CS', 'series', true, ({ sample }) => text(sample.modality)],
  ['0008103E', 'SeriesDescription', 'LO', 'series', true, ({ sample }) => text(sample.seriesDescription)],
  ['00180015', 'BodyPartExamined', 'CS', 'series', false, ({ sample }) => text(sample.bodyPartExamined)],
  ['00181030', 'ProtocolName', 'LO', 'series', false, ({ sample }) => text(sample.protocolName)],
  ['00185100', 'PatientPosition', 'CS', 'series', false, ({ sample }) => text(sample.patientPosition)],
  ['00200052', 'FrameOfReferenceUID', 'UI', 'series', false, ({ sample }) => text(sample.frameOfReferenceUid)],
  ['0020000E', 'SeriesInstanceUID', 'UI', 'series', true, ({ series }) => text(series?.seriesUid)],
  ['00200011', 'SeriesNumber', 'IS', 'series', true, ({ sample }) => number(sample.seriesNumber)],
  ['00201209', 'NumberOfSeriesRelatedInstances', 'IS', 'series', true, ({ series }) => number(series?.instances.length)],
  ['00080016', 'SOPClassUID', 'UI', 'instance', true, ({ instance }) => text(instance?.sopClassUid)],
  ['00080018', 'SOPInstanceUID', 'UI', 'instance', true, ({ instance }) => text(instance?.sopInstanceUid)],
  ['00083002', 'AvailableTransferSyntaxUID', 'UI', 'instance', true, ({ instance }) => text(instance?.transferSyntaxUid)],
  ['00200013', 'InstanceNumber', 'IS', 'instance', true, ({ instance }) => number(instance?.instanceNumber)],
  ['00280008', 'NumberOfFrames', 'IS', 'instance', true, ({ instance }) => frameCount(instance)],
  ['00280010', 'Rows', 'US', 'instance', true, ({ instance }) => pixels(instance?.rows)],
  ['00280011', 'Columns', 'US', 'instance', true, ({ instance }) => pixels(instance?.columns)],
  ['00280100', 'BitsAllocated', 'US', 'instance', true, ({ instance }) => pixels(instance?.bitsAllocated)],
]; // prettier-ignore

/** What can be searched by and returned. RetrieveURL (0008,1190) is added where the answer is written. */
export const QIDO_ATTRIBUTES: readonly QidoAttribute[] = ROWS.map(
  ([tag, keyword, vr, level, always, values]) => ({ tag, keyword, vr, level, always, values }),
);

/** By tag (`0020000D`) or keyword (`StudyInstanceUID`). */
export const attributeNamed = (name: string): QidoAttribute | undefined =>
  QIDO_ATTRIBUTES.find(({ tag, keyword }) => tag === name.toUpperCase() || keyword === name);

function modalitiesOf(study: FoundStudy): readonly string[] {
  const modalities = study.series.map(({ instances }) => instances[0]?.modality ?? '');
  return [...new Set(modalities.filter((modality) => modality !== ''))].toSorted();
}
const instanceCount = (study: FoundStudy): number =>
  study.series.reduce((sum, series) => sum + series.instances.length, 0);
/** Only images have frames and pixels; a report's zeros are not values of its own. */
const frameCount = (instance: InstanceHeader | null): readonly number[] =>
  instance === null || instance.rows === 0 ? [] : [instance.numberOfFrames];
const pixels = (value: number | undefined): readonly number[] =>
  value === undefined || value === 0 ? [] : [value];
