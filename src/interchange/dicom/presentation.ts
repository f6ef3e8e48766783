import type { PlanFinding, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import type { SourceImage } from '../context.ts';
import { identityLine, siteLines } from '../siteLines.ts';
import { levelWords, sideWords } from '../words.ts';
import { dicomSet, part10, shortText, type DicomSet } from './dataset.ts';
import { commonModules, documentMoment, type StudyHeader } from './header.ts';
import { nearestSlice } from './imagePlane.ts';
import { personName } from './sr/document.ts';
import { sopReference } from './sr/items.ts';
import { derivedUid } from './uids.ts';

/** A mark on one frame of one image. */
interface DrawnMark {
  readonly finding: PlanFinding;
  readonly image: SourceImage;
  readonly frame: number | null;
  readonly pointPx: readonly number[];
  readonly text: string;
}

/**
 * Grayscale Softcopy Presentation State: each leak mark on the image it lies on (patient points on the nearest slice, the
 * distance said), level and side beside it, the sites in words. Source: PS3.3 A.33.1, C.10.5.
 */
export function planToPresentation(
  plan: TargetingPlan,
  images: readonly SourceImage[],
  study: StudyHeader | undefined,
): Result<Uint8Array> {
  const drawn: DrawnMark[] = [];
  for (const finding of plan.findings) {
    const mark = drawnMark(finding, images);
    if (mark === null)
      return err(
        issue(
          'needs-images',
          `Leak ${finding.ordinal}: its image is not at hand, so it cannot be drawn.`,
          `findings.${finding.id}`,
        ),
      );
    drawn.push(mark);
  }
  if (drawn.length === 0) return err(issue('no-marks', 'The plan holds no mark to draw.'));
  const { date, time } = documentMoment(plan);
  const used = [...new Map(drawn.map(({ image }) => [image.sopInstanceUid, image])).values()];
  const set = {
    ...commonModules(plan, study),
    ...dicomSet({
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.11.1',
      SOPInstanceUID: derivedUid('gsps', JSON.stringify([plan, drawn.map((one) => [one.pointPx, one.text])])),
      Modality: 'PR',
      Laterality: null,
      SeriesInstanceUID: derivedUid('series', 'gsps', plan.planId),
      SeriesNumber: [9003],
      SeriesDescription: 'Leak marks',
      InstanceNumber: [plan.version],
      ContentLabel: 'LEAK_MARKS',
      ContentDescription: shortText(identityLine(plan)),
      PresentationCreationDate: date,
      PresentationCreationTime: time,
      ContentCreatorName: plan.signature === null ? null : personName(plan.signature.name),
      PresentationLUTShape: 'IDENTITY',
      ReferencedSeriesSequence: referencedSeries(used),
      DisplayedAreaSelectionSequence: used.map(displayedArea),
      GraphicLayerSequence: [
        layer('LEAKS', 1, 'Leak marks, level and side'),
        layer('PLAN', 2, 'Injection sites'),
      ],
      GraphicAnnotationSequence: [
        ...drawn.map(annotation),
        ...used.map((image) => planAnnotation(plan, image)),
      ],
    }),
  };
  return ok(part10(set));
}

function drawnMark(finding: PlanFinding, images: readonly SourceImage[]): DrawnMark | null {
  const { place } = finding;
  const said = `Leak ${finding.ordinal}: ${levelWords(finding.level)}, ${sideWords(finding.side)}`;
  if (place.kind === 'image') {
    const image = images.find((one) => one.sopInstanceUid === place.sopInstanceUid);
    return image === undefined
      ? null
      : { finding, image, frame: place.frame, pointPx: place.pointPx, text: said };
  }
  const slice = nearestSlice(images, place.seriesUid, place.pointLpsMm);
  if (slice === null) return null;
  const { image, pointPx, offMm } = slice;
  return { finding, image, frame: null, pointPx, text: `${said}, ${offMm.toFixed(3)} mm off this image` };
}

function referencedSeries(images: readonly SourceImage[]): readonly DicomSet[] {
  return [...new Set(images.map((image) => image.seriesInstanceUid))].map((uid) =>
    dicomSet({
      SeriesInstanceUID: uid,
      ReferencedImageSequence: images
        .filter((image) => image.seriesInstanceUid === uid)
        .map((image) => sopReference({ ...image, frame: null })),
    }),
  );
}

const displayedArea = (image: SourceImage): DicomSet =>
  dicomSet({
    ReferencedImageSequence: [sopReference({ ...image, frame: null })],
    DisplayedAreaTopLeftHandCorner: [1, 1],
    DisplayedAreaBottomRightHandCorner: [image.columns, image.rows],
    PresentationSizeMode: 'SCALE TO FIT',
    PresentationPixelAspectRatio: [1, 1],
  });

const layer = (name: string, order: number, description: string): DicomSet =>
  dicomSet({ GraphicLayer: name, GraphicLayerOrder: [order], GraphicLayerDescription: description });

/** PIXEL units start at the corner of the first pixel (PS3.3 C.10.5.1.2), ours at its centre. */
const HALF_PIXEL = 0.5;

function annotation({ finding, image, frame, pointPx, text }: DrawnMark): DicomSet {
  const point = pointPx.map((value) => value + HALF_PIXEL);
  return dicomSet({
    ReferencedImageSequence: [sopReference({ ...image, frame })],
    GraphicLayer: 'LEAKS',
    TextObjectSequence: [
      dicomSet({
        AnchorPointAnnotationUnits: 'PIXEL',
        UnformattedTextValue: text,
        AnchorPoint: point,
        AnchorPointVisibility: 'N',
      }),
    ],
    GraphicObjectSequence: [
      dicomSet({
        GraphicAnnotationUnits: 'PIXEL',
        GraphicDimensions: 2,
        NumberOfGraphicPoints: 1,
        GraphicData: point,
        GraphicType: 'POINT',
        GraphicFilled: 'N',
        TrackingID: `LEAK-${finding.ordinal}`,
        TrackingUID: finding.trackingUid,
      }),
    ],
  });
}

/** The sites in the upper left corner of the displayed area, each a text of its own. */
const planAnnotation = (plan: TargetingPlan, image: SourceImage): DicomSet =>
  dicomSet({
    ReferencedImageSequence: [sopReference({ ...image, frame: null })],
    GraphicLayer: 'PLAN',
    TextObjectSequence: siteLines(plan).map((line, index) =>
      dicomSet({
        AnchorPointAnnotationUnits: 'DISPLAY',
        UnformattedTextValue: line,
        AnchorPoint: [0.02, 0.04 + 0.04 * index],
        AnchorPointVisibility: 'N',
      }),
    ),
  });
