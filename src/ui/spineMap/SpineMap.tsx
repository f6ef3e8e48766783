import { useId } from 'react';
import { spineMapDrawing } from '../../report/map/spineMapDrawing.ts';
import type { SpineMapModel } from '../../report/map/spineMapModel.ts';
import { DrawnShapes } from './DrawnShapes.tsx';

interface SpineMapProps {
  readonly model: SpineMapModel;
  readonly scheme: 'light' | 'dark';
  readonly className?: string;
}

/** The plan as a picture; the same drawing goes into the report. */
export function SpineMap({ model, scheme, className }: SpineMapProps) {
  const id = useId();
  const { width, height, shapes, title, words } = spineMapDrawing(model, scheme);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className={className}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- SVG has no tag for one picture
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      fontFamily="inherit"
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{words}</desc>
      <DrawnShapes shapes={shapes} />
    </svg>
  );
}
