import type { Place } from '../../domain/case/document.ts';
import type { OverlayPlace } from '../../viewer/api.ts';

export function overlayPlace(place: Place): OverlayPlace {
  if (place.kind === 'patient') {
    const { seriesUid, frameOfReferenceUid, pointLpsMm } = place;
    return { kind: 'patient', seriesUid, frameOfReferenceUid, pointLpsMm };
  }
  const { sopInstanceUid, frame, pointPx } = place;
  return { kind: 'image', sopInstanceUid, frame, pointPx };
}
