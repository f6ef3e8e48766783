import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import { smoothStep } from '../math/table.ts';
import type { Canal } from './canal.ts';

/** An extradural collection around the sac, as the case asks for it. */
export interface LeakSpec {
  readonly upper: Vertebra;
  readonly lower: Vertebra;
  /** Place of the dural defect between the two body centres, 0 upper to 1 lower. */
  readonly fraction: number;
  /** Direction from the sac's centre, degrees: 0 = left, 90 = dorsal, 180 = right, 270 = ventral. */
  readonly directionDeg: number;
  /** Half of the arc the collection covers, degrees; 180 is circumferential. */
  readonly halfArcDeg: number;
  readonly thicknessMm: number;
  readonly headwardMm: number;
  readonly footwardMm: number;
  /** Contrast runs out along the upper level's root on the leak's side. */
  readonly alongRoot: boolean;
  /** Fluid that lies here without a defect here: it misleads about the level. */
  readonly falseLocalizing?: boolean;
}

/** Geometry of one leak in the canal's coordinates. */
export interface Leak {
  readonly spec: LeakSpec;
  readonly defectS: number;
  /** Thickness of the collection beyond the dura at a place, mm; 0 = none. `angle` in radians. */
  readonly thicknessAt: (s: number, angleRad: number) => number;
  /** Arrival of injected fluid that spreads from the defect, 0 at the start to 1 at the far ends. */
  readonly arrivalAt: (s: number) => number;
  /** Middle of the collection at the defect, canal coordinates, mm. */
  readonly centre: { readonly s: number; readonly l: number; readonly a: number };
  readonly defect: { readonly s: number; readonly l: number; readonly a: number };
}

/** Thin dark line of dura between sac and collection, mm. */
export const DURA_MM = 0.6;

export function makeLeak(canal: Canal, spec: LeakSpec): Leak {
  const upperS = canal.levelS.get(spec.upper) ?? 0;
  const lowerS = canal.levelS.get(spec.lower) ?? 0;
  const defectS = upperS + (lowerS - upperS) * spec.fraction;
  const middle = (spec.directionDeg * Math.PI) / 180;
  const halfArc = (spec.halfArcDeg * Math.PI) / 180;
  const at = (beyond: number): { s: number; l: number; a: number } => {
    const w = canal.sacHalfWidth(defectS);
    const d = canal.sacHalfDepth(defectS);
    const r = 1 / Math.hypot(Math.cos(middle) / w, Math.sin(middle) / d) + beyond;
    return { s: defectS, l: r * Math.cos(middle), a: r * Math.sin(middle) + canal.sacBack(defectS) };
  };
  return {
    spec,
    defectS,
    centre: at(DURA_MM + spec.thicknessMm * 0.42),
    defect: at(0),
    arrivalAt: (s) =>
      Math.min(1, s < defectS ? (defectS - s) / spec.headwardMm : (s - defectS) / spec.footwardMm),
    thicknessAt: (s, angleRad) => {
      const reach = s < defectS ? (defectS - s) / spec.headwardMm : (s - defectS) / spec.footwardMm;
      if (reach >= 1) return 0;
      let turn = Math.abs(angleRad - middle) % (2 * Math.PI);
      if (turn > Math.PI) turn = 2 * Math.PI - turn;
      const arc = 1 - smoothStep(halfArc * 0.55, halfArc, turn);
      const along = Math.sqrt(1 - reach * reach) * (1 - 0.45 * smoothStep(0.1, 0.8, reach));
      return spec.thicknessMm * arc * along;
    },
  };
}
