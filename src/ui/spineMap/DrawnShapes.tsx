import { createElement, Fragment } from 'react';
import { unreachable } from '../../domain/result.ts';
import { baselineOf, type Drawing, type Paint, type Shape } from '../../report/map/shapes.ts';

/** A drawing's shapes as SVG elements, in the order they lie on each other; made anew as a whole, so without keys. */
export const DrawnShapes = ({ shapes }: Pick<Drawing, 'shapes'>) =>
  createElement(Fragment, null, ...shapes.map((shape) => createElement(Drawn, { shape })));

function Drawn({ shape }: { readonly shape: Shape }) {
  switch (shape.kind) {
    case 'path':
      return <path d={shape.d} {...painted(shape)} />;
    case 'circle':
      return <circle cx={shape.x} cy={shape.y} r={shape.r} {...painted(shape)} />;
    case 'rect': {
      const { x, y, width, height, radius } = shape;
      return <rect x={x} y={y} width={width} height={height} rx={radius} {...painted(shape)} />;
    }
    case 'text':
      return (
        <text
          x={shape.x}
          y={baselineOf(shape)}
          textAnchor={shape.anchor}
          fontSize={shape.size}
          fontWeight={shape.bold ? 700 : 450}
          fill={shape.fill}
        >
          {shape.text}
        </text>
      );
    default:
      return unreachable(shape);
  }
}

const painted = (paint: Paint) => ({
  fill: paint.fill ?? 'none',
  fillOpacity: paint.fillOpacity,
  stroke: paint.stroke,
  strokeWidth: paint.strokeWidth,
  strokeOpacity: paint.strokeOpacity,
  strokeDasharray: paint.dash,
  strokeLinecap: 'round' as const,
  strokeLinejoin: 'round' as const,
});
