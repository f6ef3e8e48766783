import { expect, it } from 'vitest';
import { overlayModel } from '../../src/app/workspace/overlayModel.ts';
import { handCalibrationWords } from '../../src/app/workspace/rulers.ts';
import type { PointerAt } from '../../src/viewer/api.ts';
import { XA, XA_IMAGE } from '../domain/builders.ts';
import { run, study } from './support.ts';
import { openBench } from './workspaceFixture.ts';

const at = (column: number, row: number): PointerAt => ({
  pointLpsMm: null,
  image: { sopInstanceUid: XA_IMAGE, frame: 1, pointPx: [column, row] },
});

it('two clicks measure, a known length calibrates, both can be undone', () => {
  const instances = run.instances.map((header) => ({ ...header, modality: 'XA', pixelSpacing: null }));
  const bench = openBench({ studies: [study({ ...run, instances })] });
  const { workspace } = bench;
  workspace.hangSeries(XA);
  const state = () => workspace.store.getState();
  const words = (): readonly string[] =>
    overlayModel(state()).marks.flatMap((mark) => ('text' in mark ? [mark.text] : []));
  const click = (place: PointerAt): void =>
    bench.pane(1).emit({ type: 'click', at: place, hit: null, shift: false, alt: false });
  workspace.setTool('ruler');
  click(at(0, 0));
  expect(words()).toEqual(['click the other end']);
  workspace.escape();
  expect([words(), state().tool]).toEqual([[], 'ruler']);
  click(at(0, 0));
  click(at(60, 80));
  expect(state().doc.rulers).toHaveLength(1);
  const ruler = state().doc.rulers?.[0];
  expect(state().selectedId).toBe(`ruler|${ruler?.id}`);
  expect(words()).toEqual(['100 px (no calibration)']);
  workspace.dispatch({
    type: 'calibration/set',
    calibration: {
      seriesUid: XA,
      sopInstanceUid: XA_IMAGE,
      frame: 1,
      fromPx: [0, 0],
      toPx: [60, 80],
      lengthMm: 25,
      by: { name: 'R', authenticated: false },
      at: '2026-11-22T08:00:00.000Z',
    },
  });
  expect(words()).toEqual(['25.0 mm (calibrated by hand)']);
  expect(handCalibrationWords(instances[0], state().doc)).toBe(
    'calibrated by hand: 1 px = 0.250 mm (R, not authenticated)',
  );
  workspace.undo();
  expect(words()).toEqual(['100 px (no calibration)']);
  workspace.undo();
  expect(state().doc.rulers ?? []).toEqual([]);
});
