import type { Attributes } from './attributes.ts';
import { firstNumber, firstText } from './attributes.ts';
import { finiteSix, finiteTriple, positivePair } from './vectors.ts';
import { windowsOf } from './windows.ts';
import type { FrameGeometry } from './model.ts';
import { TAG } from './tags.ts';

/** What the enhanced multi-frame macros say (PS3.3 C.7.6.16): for all frames, and for each. */
export interface FunctionalGroups {
  readonly shared: FrameGeometry;
  /** null when the object has no per-frame groups, or none of them says anything about geometry or values. */
  readonly perFrame: readonly FrameGeometry[] | null;
  readonly sliceThicknessMm: number | null;
  readonly spacingBetweenSlicesMm: number | null;
  readonly rescaleType: string | null;
  readonly echoTimeMs: number | null;
  readonly inversionTimeMs: number | null;
  /** Item with Window Center and Width for the first frame. */
  readonly windowCarrier: Attributes | null;
}

const EMPTY: FrameGeometry = {
  imagePositionPatient: null,
  imageOrientationPatient: null,
  pixelSpacing: null,
  rescaleSlope: null,
  rescaleIntercept: null,
  temporalPosition: null,
};

export function readFunctionalGroups(dataset: Attributes): FunctionalGroups {
  const sharedItem = dataset.items(TAG.sharedFunctionalGroupsSequence)[0] ?? null;
  const frameItems = dataset.items(TAG.perFrameFunctionalGroupsSequence);
  const shared = sharedItem === null ? EMPTY : frameGeometry(sharedItem, EMPTY);
  const frames = frameItems.map((item) => frameGeometry(item, shared));
  const useful = frames.some((frame) => Object.values(frame).some((value) => value !== null));
  const first = frameItems[0] ?? null;
  const macro = (tag: number): Attributes | null => sharedItem?.items(tag)[0] ?? first?.items(tag)[0] ?? null;
  const measures = macro(TAG.pixelMeasuresSequence);
  const transformation = macro(TAG.pixelValueTransformationSequence);
  const echo = macro(TAG.mrEchoSequence);
  const modifier = macro(TAG.mrModifierSequence);
  return {
    shared: {
      ...shared,
      // The first frame speaks for the picture where nothing is shared; the frames keep their own.
      pixelSpacing: shared.pixelSpacing ?? frames[0]?.pixelSpacing ?? null,
      rescaleSlope: shared.rescaleSlope ?? frames[0]?.rescaleSlope ?? null,
      rescaleIntercept: shared.rescaleIntercept ?? frames[0]?.rescaleIntercept ?? null,
    },
    perFrame: useful ? frames : null,
    sliceThicknessMm: measures && firstNumber(measures, TAG.sliceThickness),
    spacingBetweenSlicesMm: measures && firstNumber(measures, TAG.spacingBetweenSlices),
    rescaleType: (transformation && firstText(transformation, TAG.rescaleType)) || null,
    echoTimeMs: echo && firstNumber(echo, TAG.effectiveEchoTime),
    inversionTimeMs: modifier && firstNumber(modifier, TAG.inversionTimes),
    windowCarrier: macro(TAG.frameVoiLutSequence),
  };
}

/** Geometry and values of one frame; what its own groups do not say comes from the shared groups. */
function frameGeometry(group: Attributes, shared: FrameGeometry): FrameGeometry {
  const position = group.items(TAG.planePositionSequence)[0];
  const orientation = group.items(TAG.planeOrientationSequence)[0];
  const measures = group.items(TAG.pixelMeasuresSequence)[0];
  const transformation = group.items(TAG.pixelValueTransformationSequence)[0];
  const content = group.items(TAG.frameContentSequence)[0];
  return {
    imagePositionPatient:
      (position && finiteTriple(position, TAG.imagePositionPatient)) ?? shared.imagePositionPatient,
    imageOrientationPatient:
      (orientation && finiteSix(orientation, TAG.imageOrientationPatient)) ?? shared.imageOrientationPatient,
    pixelSpacing: (measures && positivePair(measures, TAG.pixelSpacing)) ?? shared.pixelSpacing,
    rescaleSlope: (transformation && firstNumber(transformation, TAG.rescaleSlope)) ?? shared.rescaleSlope,
    rescaleIntercept:
      (transformation && firstNumber(transformation, TAG.rescaleIntercept)) ?? shared.rescaleIntercept,
    temporalPosition: (content && firstNumber(content, TAG.temporalPositionIndex)) ?? shared.temporalPosition,
    ...frameKind(group, shared),
  };
}

/** What tells frames of one object apart besides their place; only what is stated. */
function frameKind(group: Attributes, shared: FrameGeometry): Partial<FrameGeometry> {
  const content = group.items(TAG.frameContentSequence)[0];
  const type =
    group.items(TAG.mrImageFrameTypeSequence)[0] ?? group.items(TAG.ctImageFrameTypeSequence)[0] ?? null;
  const echo = group.items(TAG.mrEchoSequence)[0];
  const frameType = type === null ? (shared.frameType ?? []) : type.texts(TAG.frameType);
  const component = (type && firstText(type, TAG.complexImageComponent)) || (shared.component ?? '');
  const echoTimeMs = (echo && firstNumber(echo, TAG.effectiveEchoTime)) ?? shared.echoTimeMs ?? null;
  const acquiredAt = content === undefined ? '' : firstText(content, TAG.frameAcquisitionDateTime);
  const voi = group.items(TAG.frameVoiLutSequence)[0];
  const window = (voi && windowsOf(voi)[0]) ?? null;
  return {
    ...(frameType.length === 0 ? {} : { frameType }),
    ...(component === '' ? {} : { component }),
    ...(echoTimeMs === null ? {} : { echoTimeMs }),
    ...(acquiredAt === '' ? {} : { acquiredAt }),
    ...(window === null ? {} : { window: { center: window[0], width: window[1] } }),
  };
}
