import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VolumeGrid } from '../../src/dicom/model.ts';
import type { PointLps } from '../../src/domain/case/document.ts';
import { addScaled, cross, distance, dot, unit, type Vec3 } from '../../src/domain/geometry/vec3.ts';
import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import type { ObliquePlane } from '../../src/viewer/api.ts';
import {
  gridFrame,
  obliqueFrame,
  onPlane,
  planeNearest,
  type PlaneFrame,
} from '../../src/viewer/planeFrame.ts';
import { fitted, pointUnderCanvas, projectToCanvas } from '../../src/viewer/planeView.ts';
import { bodyCentre, CT, CT_FRAME } from '../domain/builders.ts';
import { clickAt, ct, inPatient, study } from './support.ts';
import { openBench } from './workspaceFixture.ts';

/** Labels clicked on planes that stand askew to the volume, by the viewer's own geometry: from the pixel to the label. */

const GRID: VolumeGrid = {
  dimensions: [512, 512, 300],
  originLpsMm: [-160, -280, 150],
  columnStepLpsMm: [0.625, 0, 0],
  rowStepLpsMm: [0, 0.625, 0],
  sliceStepLpsMm: [0, 0, 1],
};
const CANVAS = [700, 800] as const;
const EXTENT_MM = [240, 280] as const;
const PX_MM = Math.max(EXTENT_MM[0] / CANVAS[0], EXTENT_MM[1] / CANVAS[1]);
/** A click falls on whole pixels: half of one off in each direction. */
const PIXEL_MM = PX_MM / Math.SQRT2;
const UPWARD: readonly Vertebra[] = ['L5', 'L4', 'L3', 'L2', 'L1', 'T12'];

/** Where a hand that aims at a place on a plane of the family clicks: the patient point of the whole pixel there. */
function aimed(frame: PlaneFrame, index: number, place: Vec3): PointLps {
  const view = fitted(frame, onPlane(frame, frame.centre, index), [...EXTENT_MM], CANVAS);
  const [x, y] = projectToCanvas(view, place).at;
  expect(x > 0 && x < CANVAS[0] && y > 0 && y < CANVAS[1]).toBe(true);
  return pointUnderCanvas(view, [Math.round(x), Math.round(y)]);
}
const click = (bench: ReturnType<typeof openBench>, pane: 1 | 2, [x, y, z]: PointLps): void =>
  bench.pane(pane).emit(clickAt(inPatient(x, y, z)));
const labelsOn = (bench: ReturnType<typeof openBench>) =>
  bench.workspace.store.getState().doc.labelings[CT]?.labels ?? [];
const oblique = (name: string) => ({ kind: 'oblique', name, tiltDeg: 20, offMm: 0 }) as const;

const angle = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
/** Lordotic: the discs stand askew to the slices. */
const lordotic = (level: Vertebra): Vec3 =>
  addScaled(bodyCentre(level), [0, 0.3, 0], bodyCentre(level)[2] - 300);

describe('labels clicked in an oblique plane', () => {
  it('that follows a leaning, turned column: L5 up to T12 with one click each, each on its body', () => {
    fc.assert(
      fc.property(angle(0.5), angle(0.3), angle(0.3), (turn, lean, pitch) => {
        const up = unit([Math.sin(lean), Math.sin(pitch), 1]) ?? [0, 0, 1];
        const back: Vec3 = [Math.sin(turn), Math.cos(turn), 0];
        const rightLps = unit(addScaled(back, up, -dot(back, up))) ?? back;
        const middle: Vec3 = [0, -110, 300];
        const plane: ObliquePlane = { name: 'the column', centreLpsMm: middle, rightLps, upLps: up };
        const frame = obliqueFrame(GRID, plane, gridFrame(GRID, 'sagittal'));
        if (frame === null) throw new Error('the plane has a normal');
        // A lordosis within the plane.
        const bodies = UPWARD.map((_, i) =>
          addScaled(addScaled(middle, up, 33 * (i - 2.5)), rightLps, 3 * (i - 2.5) ** 2),
        );
        const bench = openBench({ studies: [study(ct)] });
        bench.pane(1).become({ look: oblique('the column') });
        bench.workspace.setTool('spine');
        for (const body of bodies) click(bench, 1, aimed(frame, frame.startIndex, body));
        const labels = labelsOn(bench);
        expect(labels.map(({ level }) => level)).toEqual(UPWARD.toReversed());
        for (const label of labels) {
          const truth = bodies[UPWARD.indexOf(label.level)] ?? middle;
          expect(distance(label.pointLpsMm, truth)).toBeLessThanOrEqual(PIXEL_MM + 1e-6);
          expect(label).toMatchObject({ confirmed: true, clickedOn: 'oblique' });
        }
      }),
      { numRuns: 12 },
    );
  });

  it('that the page turned along a disc: the next body clicked there stands where it is', () => {
    const bench = openBench({ studies: [study(ct)] });
    let turned: ObliquePlane | null = null;
    bench.pane(2).alignTo = (plane) => {
      turned = plane;
      bench.pane(2).become({ look: plane === null ? { kind: 'flat' } : oblique(plane.name) });
    };
    bench.workspace.setTool('spine');
    for (const level of ['L5', 'L4', 'L3'] as const) click(bench, 1, lordotic(level));
    const at = lordotic('L4');
    const place = { kind: 'patient', seriesUid: CT, frameOfReferenceUid: CT_FRAME, pointLpsMm: at } as const;
    bench.workspace.store.setState({ crosshair: place, activePaneId: 'pane-2' });
    bench.workspace.toggleDiscAlignment();
    const plane = turned as ObliquePlane | null;
    if (plane === null) throw new Error('the axial view was not turned');
    const frame = obliqueFrame(GRID, plane, gridFrame(GRID, 'axial'));
    if (frame === null) throw new Error('the plane has a normal');
    expect(Math.abs(dot(cross(plane.rightLps, plane.upLps), [0, 0, 1]))).toBeLessThan(0.98);
    const next = lordotic('L2');
    click(bench, 2, aimed(frame, planeNearest(frame, next), next));
    const label = labelsOn(bench).find(({ level }) => level === 'L2');
    const off = label === undefined ? NaN : distance(label.pointLpsMm, next);
    expect(off).toBeLessThanOrEqual(Math.hypot(PIXEL_MM, frame.stepMm / 2) + 1e-6);
    expect(label).toMatchObject({ clickedOn: 'oblique', confirmed: true });
  });

  it('leaves the side beside them to a person until a plane across the body has shown its middle', () => {
    const bench = openBench({ studies: [study(ct)] });
    bench.pane(1).become({ look: oblique('the column') });
    bench.workspace.setTool('spine');
    for (const level of ['L5', 'L4', 'L3'] as const) click(bench, 1, bodyCentre(level));
    bench.pane(1).become({ look: { kind: 'flat' } });
    bench.workspace.setTool('leak');
    const [x, y, z] = bodyCentre('L4');
    click(bench, 2, [x + 9, y + 12, z + 14]);
    const problems = (): readonly string[] =>
      Object.values(bench.workspace.store.getState().derived.locations)[0]?.problems ?? [];
    expect(problems()).toContain('lateral-unverified');
    bench.workspace.dispatch({
      type: 'label/confirm-middle',
      seriesUid: CT,
      levels: ['L5', 'L4', 'L3'],
      seenOn: 'axial',
    });
    expect(problems()).not.toContain('lateral-unverified');
  });
});
