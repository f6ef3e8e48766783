import { unreachable } from '../../domain/result.ts';
import type { Vertebra } from '../../domain/vocabulary/level.ts';
import { isVertebra } from '../../domain/vocabulary/scheme.ts';

/** What a mark on the picture stands for. Its id travels to the viewer and back as a string. */
export type MarkTarget =
  | { readonly kind: 'label'; readonly seriesUid: string; readonly level: Vertebra }
  /** Centre of the canal at a level. */
  | { readonly kind: 'canal'; readonly seriesUid: string; readonly level: Vertebra }
  | {
      readonly kind: 'projection-label';
      readonly sopInstanceUid: string;
      readonly frame: number;
      readonly level: Vertebra;
    }
  | { readonly kind: 'finding'; readonly id: string }
  | { readonly kind: 'region'; readonly id: string }
  | { readonly kind: 'bounds'; readonly id: string }
  | { readonly kind: 'ruler'; readonly id: string };

export function markId(target: MarkTarget): string {
  switch (target.kind) {
    case 'label':
    case 'canal':
      return `${target.kind}|${target.seriesUid}|${target.level}`;
    case 'projection-label':
      return `projection|${target.sopInstanceUid}|${target.frame}|${target.level}`;
    case 'finding':
    case 'region':
    case 'bounds':
    case 'ruler':
      return `${target.kind}|${target.id}`;
    default:
      return unreachable(target);
  }
}

/** The target of a mark id; null for marks that stand for nothing in the document (crosshair, curve). */
export function parseMarkId(id: string): MarkTarget | null {
  const [kind, first = '', second = '', third = ''] = id.split('|');
  switch (kind) {
    case 'label':
    case 'canal':
      return isVertebra(second) ? { kind, seriesUid: first, level: second } : null;
    case 'projection': {
      const frame = Number(second);
      if (!isVertebra(third) || !Number.isInteger(frame)) return null;
      return { kind: 'projection-label', sopInstanceUid: first, frame, level: third };
    }
    case 'finding':
    case 'region':
    case 'bounds':
    case 'ruler':
      return first === '' ? null : { kind, id: first };
    default:
      return null;
  }
}
