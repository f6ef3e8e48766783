import { unreachable } from '../../../domain/result.ts';
import type { Code } from '../../codes/codes.ts';
import { codeItem } from '../coded.ts';
import { dicomSet, type DicomSet } from '../dataset.ts';

/** Content items of an SR document (PS3.3 C.17.3) as data; `itemSet` makes data sets of them. */
export type Relationship =
  'CONTAINS' | 'HAS CONCEPT MOD' | 'HAS OBS CONTEXT' | 'HAS ACQ CONTEXT' | 'SELECTED FROM' | 'INFERRED FROM';

interface Common {
  readonly relationship: Relationship;
  readonly name: Code | null;
  readonly children?: readonly SrItem[];
}
export interface ImageReference {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  /** From 1; null or none where the whole object is meant. */
  readonly frame: number | readonly number[] | null;
}
export type SrItem = Common &
  (
    | { readonly type: 'CONTAINER'; readonly template: string | null }
    | { readonly type: 'CODE'; readonly value: Code }
    | { readonly type: 'TEXT'; readonly value: string }
    | { readonly type: 'PNAME'; readonly value: string }
    | { readonly type: 'UIDREF'; readonly value: string }
    | { readonly type: 'DATETIME'; readonly value: string }
    | { readonly type: 'NUM'; readonly value: number; readonly unit: Code }
    | { readonly type: 'IMAGE'; readonly image: ImageReference }
    | {
        readonly type: 'SCOORD';
        readonly graphic: 'POINT' | 'MULTIPOINT' | 'POLYLINE';
        readonly data: readonly number[];
      }
    | {
        readonly type: 'SCOORD3D';
        readonly graphic: 'POINT' | 'MULTIPOINT' | 'POLYGON' | 'ELLIPSE';
        readonly data: readonly number[];
        readonly frameOfReferenceUid: string;
      }
  );

export const container = (
  relationship: Relationship,
  name: Code,
  template: string | null,
  children: readonly SrItem[],
): SrItem => ({ type: 'CONTAINER', relationship, name, template, children });
export const code = (
  relationship: Relationship,
  name: Code,
  value: Code,
  children: readonly SrItem[] = [],
): SrItem => ({ type: 'CODE', relationship, name, value, children });
/** Text content; an empty one is left out by the caller, for TEXT may not be empty (type 1). */
export const text = (relationship: Relationship, name: Code, value: string): SrItem => ({
  type: 'TEXT',
  relationship,
  name,
  value,
});
export const uidref = (relationship: Relationship, name: Code, value: string): SrItem => ({
  type: 'UIDREF',
  relationship,
  name,
  value,
});
export const num = (name: Code, value: number, unit: Code, children: readonly SrItem[] = []): SrItem => ({
  type: 'NUM',
  relationship: 'CONTAINS',
  name,
  value,
  unit,
  children,
});

export function itemSet(item: SrItem): DicomSet {
  const children = item.children ?? [];
  return {
    ...dicomSet({
      RelationshipType: item.relationship,
      ValueType: item.type,
      ...(item.name === null ? {} : { ConceptNameCodeSequence: [codeItem(item.name)] }),
    }),
    ...valueSet(item),
    ...(children.length === 0 ? {} : dicomSet({ ContentSequence: children.map(itemSet) })),
  };
}

function valueSet(item: SrItem): DicomSet {
  switch (item.type) {
    case 'CONTAINER':
      return containerSet(item.template);
    case 'CODE':
      return dicomSet({ ConceptCodeSequence: [codeItem(item.value)] });
    case 'TEXT':
      return dicomSet({ TextValue: item.value });
    case 'PNAME':
      return dicomSet({ PersonName: item.value });
    case 'UIDREF':
      return dicomSet({ UID: item.value });
    case 'DATETIME':
      return dicomSet({ DateTime: item.value });
    case 'NUM':
      return dicomSet({
        MeasuredValueSequence: [
          dicomSet({
            NumericValue: [item.value],
            FloatingPointValue: item.value,
            MeasurementUnitsCodeSequence: [codeItem(item.unit)],
          }),
        ],
      });
    case 'IMAGE':
      return dicomSet({ ReferencedSOPSequence: [sopReference(item.image)] });
    case 'SCOORD':
      return dicomSet({ GraphicType: item.graphic, GraphicData: item.data });
    case 'SCOORD3D':
      return dicomSet({
        GraphicType: item.graphic,
        GraphicData: item.data,
        ReferencedFrameOfReferenceUID: item.frameOfReferenceUid,
      });
    default:
      return unreachable(item);
  }
}

export const containerSet = (template: string | null): DicomSet =>
  dicomSet({
    ContinuityOfContent: 'SEPARATE',
    ...(template === null
      ? {}
      : {
          ContentTemplateSequence: [dicomSet({ MappingResource: 'DCMR', TemplateIdentifier: template })],
        }),
  });

/** Classes of one frame: a frame number is not allowed on them (PS3.3 10.8). */
const SINGLE_FRAME: ReadonlySet<string> = new Set(
  ['1', '1.1', '1.1.1', '2', '4', '7'].map((suffix) => `1.2.840.10008.5.1.4.1.1.${suffix}`),
);

export function sopReference({ sopClassUid, sopInstanceUid, frame }: ImageReference): DicomSet {
  const named = frame === null ? [] : typeof frame === 'number' ? [frame] : frame;
  const frames = SINGLE_FRAME.has(sopClassUid) ? [] : named;
  return dicomSet({
    ReferencedSOPClassUID: sopClassUid,
    ReferencedSOPInstanceUID: sopInstanceUid,
    ...(frames.length === 0 ? {} : { ReferencedFrameNumber: frames }),
  });
}
