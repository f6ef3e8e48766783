import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { uuidToUid } from '../../src/app/ids.ts';
import { captionDraft, findingTitle, identityStrip, viewWords } from '../../src/app/workspace/captions.ts';
import { proposedThresholds } from '../../src/app/workspace/growth.ts';
import {
  defaultHanging,
  hangingFor,
  possibleProtocols,
  slotWithSeries,
  withLayout,
} from '../../src/app/workspace/hanging.ts';
import {
  actionFor,
  comboFor,
  comboOf,
  comboWords,
  isSingle,
  keyActions,
} from '../../src/app/workspace/keyMap.ts';
import { markId, parseMarkId, type MarkTarget } from '../../src/app/workspace/markIds.ts';
import { overlayModel } from '../../src/app/workspace/overlayModel.ts';
import { nearestInstance, planSeries } from '../../src/app/workspace/planSeries.ts';
import { parsePreferences } from '../../src/app/workspace/preferences.ts';
import { CT_PRESETS, presetOfWindow } from '../../src/app/workspace/presets.ts';
import { imageIndex, seriesContexts } from '../../src/app/workspace/series.ts';
import { deriveCase } from '../../src/domain/case/deriveCase.ts';
import { VERTEBRAE } from '../../src/domain/vocabulary/level.ts';
import {
  after,
  CT,
  CT_FRAME,
  labelledSpine,
  markLeak,
  pointBetween,
  rightL2L3Draft,
  TODAY,
  XA,
  XA_IMAGE,
} from '../domain/builders.ts';
import { ct, mr, PATIENT_HEADER, run, study } from './support.ts';

const shown = (slots: ReturnType<typeof defaultHanging>['slots']) =>
  slots.map((slot) => [slot.seriesUid, slot.plane]);

describe('hanging', () => {
  it('offers only what the case has series for', () => {
    expect(possibleProtocols([study(ct)])).toEqual(['three-planes', 'review', 'single']);
    expect(possibleProtocols([study(run)])).toEqual(['fluoroscopy', 'single']);
    expect(possibleProtocols([study(ct, mr, run)])).toHaveLength(6);
  });
  it('shows a run as one stack and puts CT beside MR', () => {
    expect(shown(defaultHanging([study(run)]).slots)).toEqual([[XA, 'stack']]);
    expect(shown(hangingFor('ct-beside-mr', [study(ct, mr)]).slots)).toEqual([
      [ct.seriesInstanceUid, 'sagittal'],
      [mr.seriesInstanceUid, 'sagittal'],
      [ct.seriesInstanceUid, 'axial'],
      [mr.seriesInstanceUid, 'axial'],
    ]);
  });
  it('cuts no planes through a series whose geometry forbids it', () => {
    const gap = { ...ct, geometry: { ...ct.geometry, volumeAllowed: false } };
    expect(shown(defaultHanging([study(gap)]).slots)).toEqual([[CT, 'stack']]);
    expect(slotWithSeries({ paneId: 'pane-1', seriesUid: null, plane: 'axial' }, gap).plane).toBe('stack');
  });
  it('keeps what hangs when the layout changes', () => {
    const three = defaultHanging([study(ct)]).slots;
    expect(shown(withLayout(three, 'one'))).toEqual([[CT, 'sagittal']]);
    expect(shown(withLayout(three.slice(0, 1), 'two'))).toEqual([
      [CT, 'sagittal'],
      [CT, 'axial'],
    ]);
  });
});

type OverlayInput = Parameters<typeof overlayModel>[0];
const draggable = (input: OverlayInput, patch: Partial<OverlayInput>): boolean =>
  overlayModel({ ...input, ...patch }).marks.some((mark) => mark.kind === 'point' && mark.draggable);

describe('what is drawn', () => {
  const doc = after(labelledSpine('L5', 'L2', 'L1'), markLeak(pointBetween('L2', 'L3', { leftMm: -9 })));
  const derived = deriveCase(doc, seriesContexts([study(ct)]), TODAY);
  const input = { doc, derived, selectedId: null, crosshair: null, lock: null, tool: 'navigate' } as const;

  it('draws clicked labels solid, interpolated ones provisional, each region in its own style', () => {
    const points = overlayModel(input).marks.filter(
      (mark) => mark.kind === 'point' && mark.style.name === 'label-L',
    );
    expect(points.map((mark) => [mark.kind === 'point' && mark.text, mark.style.provisional])).toEqual([
      ['L1', false],
      ['L2', false],
      ['L3', true],
      ['L4', true],
      ['L5', false],
    ]);
  });
  it('names the leak by level and side, and keeps it in its own frame of reference', () => {
    const leak = overlayModel(input).marks.find((mark) => mark.style.name === 'leak');
    expect(leak).toMatchObject({
      text: 'Leak 1 L2-L3 right',
      where: { frameOfReferenceUid: CT_FRAME },
      projectBeyond: false,
    });
  });
  it('lets marks be dragged with their tool or when selected, never when locked', () => {
    expect(draggable(input, {})).toBe(false);
    expect(draggable(input, { tool: 'leak' })).toBe(true);
    expect(draggable(input, { selectedId: 'leak-1' })).toBe(true);
    expect(draggable(input, { tool: 'leak', lock: { code: 'signed', message: '' } })).toBe(false);
  });
  it('shows the bounds of a grown region only while it is selected', () => {
    const grown = rightL2L3Draft();
    const boxes = (selectedId: string | null): number =>
      overlayModel({ ...input, doc: grown, selectedId }).marks.filter((mark) => mark.kind === 'box').length;
    expect([boxes(null), boxes('region-1')]).toEqual([0, 1]);
  });
  it('reads back every mark id it writes', () => {
    const uid = fc.constantFrom('1.2.3', '2.25.99');
    const level = fc.constantFrom(...VERTEBRAE);
    const target: fc.Arbitrary<MarkTarget> = fc.oneof(
      fc.record({ kind: fc.constant('label' as const), seriesUid: uid, level }),
      fc.record({
        kind: fc.constant('projection-label' as const),
        sopInstanceUid: uid,
        frame: fc.integer({ min: 1, max: 999 }),
        level,
      }),
      fc.record({
        kind: fc.constantFrom('finding' as const, 'region' as const, 'bounds' as const),
        id: fc.uuid(),
      }),
    );
    fc.assert(
      fc.property(target, (one) => {
        expect({ ...parseMarkId(markId(one)) }).toEqual({ ...one });
      }),
    );
    expect(parseMarkId('crosshair')).toBeNull();
  });
  it('titles what is not known as not known', () => {
    const unlabelled = after(labelledSpine('L5'), markLeak([0, 0, 0]));
    const [finding] = unlabelled.findings;
    if (finding === undefined) throw new Error('no finding');
    expect(findingTitle(finding, deriveCase(unlabelled, [], TODAY))).toBe(
      'Leak 1, level not known · side not proven',
    );
  });
});

describe('captions', () => {
  it('says whose picture it is, and that something is not stated', () => {
    const strip = identityStrip({ ...PATIENT_HEADER, birthDate: '' }, null, ct);
    expect(strip).toBe('Doe, Jane Q · ID P-1 · born not stated · CT not stated · CT myelogram');
    expect(identityStrip({ ...PATIENT_HEADER, name: 'Yamada^Tarou=山田^太郎' }, null, ct)).toMatch(
      /^Yamada, Tarou \(山田 太郎\) · /,
    );
  });
  it('names the selected mark and the view', () => {
    const doc = rightL2L3Draft();
    const derived = deriveCase(doc, [], TODAY);
    const view = viewWords(run, 'stack', { index: 8, count: 30 });
    expect(captionDraft(doc, derived, null, view, doc.findings)).toBe(
      'Leak 1, L2-L3 right. XA run, frame 9 of 30.',
    );
    expect(captionDraft(doc, derived, null, view, [])).toBe('XA run, frame 9 of 30.');
    expect(viewWords(run, 'stack', { index: 0, count: 1 })).toBe('XA image');
    expect(captionDraft(doc, derived, 'region-1', 'CT axial', [])).toMatch(
      /^Extravasation 1, L2\.\.L4\. CT axial\.$/,
    );
  });
});

describe('numbers for others', () => {
  it('writes a UUID as a DICOM UID', () => {
    expect(uuidToUid('f81d4fae-7dec-11d0-a765-00a0c91e6bf6')).toBe(
      '2.25.329800735698586629295641978511506172918',
    );
    fc.assert(fc.property(fc.uuid(), (uuid) => /^2\.25\.(0|[1-9]\d{0,38})$/.test(uuidToUid(uuid))));
  });
  it('finds the slice nearest a point, oblique slices included', () => {
    expect(nearestInstance(ct.instances, [50, -20, 411])?.sopInstanceUid).toBe('2.25.11001');
    // Planes tilted 45° about x: the normal is (0, -√½, √½), so a step of 10 mm in z is 7.1 mm along it.
    const tilted = ct.instances.map((header) => ({
      ...header,
      imageOrientationPatient: [1, 0, 0, 0, Math.SQRT1_2, Math.SQRT1_2] as const,
    }));
    expect(nearestInstance(tilted, [0, 10, 430])?.sopInstanceUid).toBe('2.25.11002');
    expect(nearestInstance(run.instances, [0, 0, 0])).toBeNull();
  });
  it('sends with the plan each series it rests on, and the image of each mark', () => {
    const sent = planSeries(rightL2L3Draft(), [study(ct, mr, run)], { [CT]: 24, [mr.seriesInstanceUid]: 3 });
    expect(sent.map((one) => one.seriesInstanceUid)).toEqual([CT]);
    expect(sent[0]?.instances).toHaveLength(1);
    expect(sent[0]?.turnDeg).toBe(24);
    expect(planSeries(rightL2L3Draft(), [study(ct)], {})[0]).not.toHaveProperty('turnDeg');
  });
  it('counts frames across instances of a run', () => {
    expect(imageIndex(run, XA_IMAGE, 1)).toBe(0);
    expect(imageIndex(run, XA_IMAGE, 12)).toBe(11);
    expect(imageIndex(run, '2.25.0', 1)).toBeNull();
  });
  it('proposes thresholds around the seed, the seed always inside', () => {
    fc.assert(
      fc.property(fc.constantFrom('CT', 'MR'), fc.integer({ min: -1000, max: 3000 }), (modality, value) => {
        const { lower, upper } = proposedThresholds(modality, value);
        expect(lower).toBeLessThanOrEqual(value);
        expect(upper).toBeGreaterThanOrEqual(value);
      }),
    );
    expect(proposedThresholds('CT', 90).lower).toBe(70);
  });
  it('knows a preset by its window', () => {
    expect(presetOfWindow(CT_PRESETS, { width: 350, center: 120 })?.id).toBe('cvf-search');
    expect(presetOfWindow(CT_PRESETS, { width: 351, center: 120 })).toBeNull();
  });
});

const press = (
  key: string,
  patch: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
): string => comboOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...patch });

describe('keys', () => {
  it('reads what is pressed', () => {
    expect(press('S', { shiftKey: true })).toBe('s');
    expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe('ctrl+shift+z');
    expect(press('z', { metaKey: true })).toBe('ctrl+z');
    expect(press('?', { shiftKey: true })).toBe('?');
    expect(press(' ')).toBe('space');
    expect(press('ArrowLeft', { altKey: true })).toBe('alt+arrowleft');
    expect(comboWords('ctrl+shift+z')).toBe('Ctrl+Shift+Z');
    expect(comboWords('alt+arrowleft')).toBe('Alt+←');
  });
  it('gives every action a key of its own, and a changed key frees the old one', () => {
    const combos = keyActions().map((action) => comboFor(action, {}));
    expect(new Set(combos).size).toBe(combos.length);
    expect(actionFor('q', { leak: 'q' })).toBe('leak');
    expect(actionFor('l', { leak: 'q' })).toBeNull();
    expect(['s', '?', 'space', '[', 'ctrl+z', 'delete'].map(isSingle)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
  it('falls back to the defaults for anything it cannot read', () => {
    expect(parsePreferences('{')).toEqual(parsePreferences(null));
    expect(parsePreferences('{"singleKeys":false,"keys":{"leak":"q","nope":"x","spine":3}}')).toMatchObject({
      singleKeys: false,
      keys: { leak: 'q' },
    });
  });
});
