import { unreachable } from '../domain/result.ts';
import type { MarkStyle } from './api.ts';

export type MarkShape = 'circle' | 'square' | 'diamond' | 'triangle' | 'target' | 'cross';

export interface MarkLook {
  readonly colour: string;
  readonly shape: MarkShape;
  readonly dash: string | null;
}

/**
 * Okabe–Ito colours by region, each with a shape of its own: colour never carries a meaning alone (ux.md "Eyes").
 * The leak's yellow belongs to nothing else.
 */
const LOOKS: Readonly<Record<MarkStyle['name'], MarkLook>> = {
  'label-C': { colour: '#56b4e9', shape: 'circle', dash: null },
  'label-T': { colour: '#2fc79a', shape: 'square', dash: null },
  'label-L': { colour: '#e69f00', shape: 'diamond', dash: null },
  'label-S': { colour: '#cc79a7', shape: 'triangle', dash: null },
  canal: { colour: '#7fd1e8', shape: 'circle', dash: '1 4' },
  leak: { colour: '#fff23d', shape: 'target', dash: null },
  region: { colour: '#ff6b35', shape: 'circle', dash: null },
  bounds: { colour: '#e8eef7', shape: 'square', dash: '6 4' },
  projected: { colour: '#ffe9a8', shape: 'cross', dash: '5 4' },
  tip: { colour: '#00e5ff', shape: 'cross', dash: null },
  ruler: { colour: '#8fe388', shape: 'cross', dash: null },
  curve: { colour: '#b8c4d6', shape: 'circle', dash: '2 5' },
  crosshair: { colour: '#9fd3ff', shape: 'cross', dash: null },
  reference: { colour: '#7fb2e5', shape: 'cross', dash: '8 5' },
  cursor: { colour: '#ffffff', shape: 'cross', dash: null },
};

export function markLook(style: MarkStyle): MarkLook {
  const look = LOOKS[style.name];
  return style.provisional ? { ...look, dash: '3 3' } : look;
}

/** Outline of a mark's shape around (0, 0); `r` px. */
export function shapePath(shape: MarkShape, r: number): string {
  switch (shape) {
    case 'circle':
      return `M ${-r} 0 A ${r} ${r} 0 1 0 ${r} 0 A ${r} ${r} 0 1 0 ${-r} 0 Z`;
    case 'square':
      return `M ${-r} ${-r} H ${r} V ${r} H ${-r} Z`;
    case 'diamond':
      return `M 0 ${-r * 1.25} L ${r * 1.25} 0 L 0 ${r * 1.25} L ${-r * 1.25} 0 Z`;
    case 'triangle':
      return `M 0 ${-r * 1.2} L ${r * 1.15} ${r * 0.9} L ${-r * 1.15} ${r * 0.9} Z`;
    case 'target': {
      const ring = `M ${-r} 0 A ${r} ${r} 0 1 0 ${r} 0 A ${r} ${r} 0 1 0 ${-r} 0 Z`;
      const [a, b] = [r * 0.55, r * 1.7];
      return `${ring} M ${-b} 0 H ${-a} M ${a} 0 H ${b} M 0 ${-b} V ${-a} M 0 ${a} V ${b}`;
    }
    case 'cross': {
      const [a, b] = [r * 0.7, r * 2.2];
      return `M ${-b} 0 H ${-a} M ${a} 0 H ${b} M 0 ${-b} V ${-a} M 0 ${a} V ${b}`;
    }
    default:
      return unreachable(shape);
  }
}
