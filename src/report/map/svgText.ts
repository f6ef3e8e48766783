import { unreachable } from '../../domain/result.ts';
import { baselineOf, type Drawing, type Paint, type Shape } from './shapes.ts';

/** A drawing as SVG text, for the report; `font` is a family the PDF knows. */
export function drawingToSvg(drawing: Drawing, font: string): string {
  const { width, height } = drawing;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(font)}">${drawing.shapes.map(shapeText).join('')}</svg>`;
}

function shapeText(shape: Shape): string {
  switch (shape.kind) {
    case 'path':
      return `<path d="${shape.d}"${paint(shape)}/>`;
    case 'circle':
      return `<circle cx="${shape.x}" cy="${shape.y}" r="${shape.r}"${paint(shape)}/>`;
    case 'rect':
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" rx="${shape.radius}"${paint(shape)}/>`;
    case 'text':
      return `<text x="${shape.x}" y="${baselineOf(shape)}" font-size="${shape.size}" font-weight="${shape.bold ? 'bold' : 'normal'}" text-anchor="${shape.anchor}" fill="${shape.fill}">${escaped(shape.text)}</text>`;
    default:
      return unreachable(shape);
  }
}

const paint = (shape: Paint): string =>
  [
    attribute('fill', shape.fill ?? 'none'),
    attribute('fill-opacity', shape.fillOpacity),
    attribute('stroke', shape.stroke),
    attribute('stroke-width', shape.strokeWidth),
    attribute('stroke-opacity', shape.strokeOpacity),
    attribute('stroke-dasharray', shape.dash),
    ' stroke-linecap="round" stroke-linejoin="round"',
  ].join('');

const attribute = (name: string, value: string | number | undefined): string =>
  value === undefined ? '' : ` ${name}="${value}"`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
