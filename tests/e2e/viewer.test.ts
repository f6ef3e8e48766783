import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { decode } from 'fast-png';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SeriesSummary } from '../../src/dicom/model.ts';
import { indexToLps } from '../../src/domain/geometry/grid.ts';
import type { OverlayModel, PaneState } from '../../src/viewer/api.ts';
import { launchChromium, newContext } from '../support/chromium.ts';
import { SHARED_DATA } from '../support/programs.ts';
import { framesOnlyArchive, type FramesOnlyArchive } from '../imaging/framesOnlyArchive.ts';
import { startHarness, type HarnessServer } from '../viewer/harnessServer.ts';

type Point = readonly [number, number, number];
const LABELS: Readonly<Record<string, Point>> = {
  S1: [0.64, -110.58, 217.49],
  L3: [4.86, -141.34, 315.69],
  T12: [4.48, -111.03, 416.61],
};
/** The same CT slice; the digest is the manifest's. */
const LOSSLESS = [
  'BigEndianExplicit',
  'DeflatedExplicitVRLittleEndian',
  'JPEG2000LosslessOnly',
  'JPEGLSLossless',
  'JPEGProcess14SV1',
  'JPEGProcess14',
  'LittleEndianExplicit',
  'LittleEndianImplicit',
  'RLELossless',
];
const PLANES = ['axial', 'sagittal', 'coronal'] as const;

let server: HarnessServer;
let browser: Browser;
let framesOnly: FramesOnlyArchive;

const filesOf = (name: string): readonly string[] =>
  readdirSync(join(SHARED_DATA ?? '', 'series', name)).map((file) => `/data/series/${name}/${file}`);

async function freshPage(from: Browser = browser): Promise<Page> {
  const context = await newContext(from, 1290, 900);
  const page = await context.newPage();
  await page.goto(server.url);
  return page;
}

async function drop(page: Page, urls: readonly string[]): Promise<readonly SeriesSummary[]> {
  return (await page.evaluate((list) => window.harness.drop(list), urls)).series;
}

async function openPanes(page: Page, uid: string, planes: readonly string[]): Promise<void> {
  for (const plane of planes) {
    await page.evaluate(([id, one]) => window.harness.open(id, one, id as 'axial'), [plane, uid] as const);
  }
  await settled(page, uid);
  // What draws stacks comes to the page with the first of them, perhaps after the images.
  await vi.waitFor(
    async () => {
      for (const plane of planes) expect((await stateOf(page, plane)).status).not.toBe('loading');
    },
    { timeout: 60_000, interval: 100 },
  );
}

async function settled(page: Page, uid: string): Promise<void> {
  await vi.waitFor(
    async () =>
      expect((await page.evaluate((one) => window.harness.loadState(one), uid)).kind).toBe('complete'),
    { timeout: 60_000, interval: 100 },
  );
  await page.evaluate(() => window.harness.frames(6));
}

/** The default of one second is no time on a machine that does other things. */
const PATIENT = { timeout: 30_000, interval: 50 };

/** Ends when the pane has said so, however short; to be asked for before it can be said. */
const saying = (page: Page, pane: string, words: string): Promise<void> =>
  page.evaluate(
    ([id, text]) =>
      new Promise<void>((done) => {
        const watched = window.harness.pane(id);
        const stop = watched.onChange(() => {
          if (watched.state().message?.includes(text) !== true) return;
          stop();
          done();
        });
      }),
    [pane, words] as const,
  );

const stateOf = (page: Page, pane: string): Promise<PaneState> =>
  page.evaluate((id) => window.harness.state(id), pane);

async function clickAt(
  page: Page,
  pane: string,
  [x, y]: readonly [number, number],
  button: 'left' | 'right' = 'left',
): Promise<void> {
  const box = await page.locator(`#${pane}`).boundingBox();
  await page.mouse.click((box?.x ?? 0) + x, (box?.y ?? 0) + y, { button });
}

const pointMark = (id: string, series: SeriesSummary, pointLpsMm: Point): OverlayModel['marks'][number] => ({
  kind: 'point',
  id,
  where: {
    kind: 'patient',
    seriesUid: series.seriesInstanceUid,
    frameOfReferenceUid: series.frameOfReferenceUid ?? '',
    pointLpsMm,
  },
  text: id,
  style: { name: 'leak', provisional: false, selected: false },
  visibleWithinMm: 4,
  projectBeyond: true,
  draggable: true,
});

/** In the page, before anything runs: remembers WebGL contexts, so that a test can take them away. */
function watchContexts(): void {
  const given: WebGL2RenderingContext[] = [];
  let withheldUntil = 0;
  const prototype: { getContext: (kind: string) => unknown } = HTMLCanvasElement.prototype;
  Object.defineProperty(prototype, 'getContext', {
    value: new Proxy(prototype.getContext, {
      apply: (target, canvas, args: [string]) => {
        if (args[0].startsWith('webgl') && performance.now() < withheldUntil) return null;
        const context = Reflect.apply(target, canvas, args);
        if (context instanceof WebGL2RenderingContext) given.push(context);
        return context;
      },
    }),
  });
  window.contexts = {
    lose: (withheldMs) => {
      withheldUntil = performance.now() + withheldMs;
      for (const context of given.splice(0))
        if (!context.isContextLost()) context.getExtension('WEBGL_lose_context')?.loseContext();
    },
  };
}
declare global {
  interface Window {
    contexts: { lose(withheldMs: number): void };
  }
}

/** Pearson correlation of what is drawn with what the voxels say. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  const cov = a.reduce((sum, one, i) => sum + (one - ma) * ((b[i] ?? 0) - mb), 0);
  return cov / (spread(a) * spread(b));
}
const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;
const spread = (list: readonly number[]): number => Math.hypot(...list.map((one) => one - mean(list)));

/** For people who want to look: pictures go to the folder named by CAPTURE_PICTURES. */
function keepPicture(name: string, base64: string): void {
  const folder = process.env['CAPTURE_PICTURES'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), Buffer.from(base64, 'base64'));
}

/** How well the greys on a pane agree with the voxels its pointer reports, at points spread over it. */
async function agreement(page: Page, pane: string, count: number): Promise<number> {
  const points = Array.from(
    { length: count },
    (_, i) => [60 + ((i * 71) % 300), 90 + ((i * 37) % 240)] as const,
  );
  const box = await page.locator(`#${pane}`).boundingBox();
  const values: number[] = [];
  for (const [x, y] of points) {
    await page.mouse.move((box?.x ?? 0) + x, (box?.y ?? 0) + y);
    await page.evaluate(() => window.harness.frames(1));
    const { cursor, window: voi } = await stateOf(page, pane);
    const low = (voi?.center ?? 0) - (voi?.width ?? 1) / 2;
    const grey = (255 * ((cursor?.value ?? -1024) - low)) / (voi?.width ?? 1);
    values.push(Math.max(0, Math.min(255, grey)));
  }
  const drawn = await page.evaluate(([id, list]) => window.harness.greys(id, list), [pane, points] as const);
  return correlation(values, drawn);
}

/** How well the middle of each enlarged pixel of a clean axial picture agrees with its voxel on the slice of a point. */
async function voxelAgreement(
  page: Page,
  ct: SeriesSummary,
  onSlice: Point,
  { width, data, channels }: ReturnType<typeof decode>,
): Promise<number> {
  const { grid } = ct.geometry;
  if (grid === null) throw new Error('no grid');
  const [columns, rows, slices] = grid.dimensions;
  const off = (index: number): number => Math.abs(indexToLps(grid, [0, 0, index])[2] - onSlice[2]);
  const slice = Array.from({ length: slices }, (_, i) => i).toSorted((a, b) => off(a) - off(b))[0] ?? 0;
  // Off the edges, where letters and scale stand.
  const voxels = Array.from(
    { length: 300 },
    (_, i) => [12 + ((i * 71) % (columns - 24)), 12 + ((i * 37) % (rows - 24))] as const,
  );
  const points = voxels.map(([x, y]) => indexToLps(grid, [x, y, slice]));
  const values = await page.evaluate(
    ([uid, list]) => Promise.all(list.map((point) => window.harness.sample(uid, point))),
    [ct.seriesInstanceUid, points] as const,
  );
  const { window: voi } = await stateOf(page, 'axial');
  const low = (voi?.center ?? 0) - (voi?.width ?? 1) / 2;
  const greys = values.map((value) =>
    Math.max(0, Math.min(255, (255 * ((value ?? -1024) - low)) / (voi?.width ?? 1))),
  );
  const factor = width / columns;
  const drawn = voxels.map(([x, y]) => {
    // Patient left on the right, posterior below, however the file has its columns and rows.
    const across = grid.columnStepLpsMm[0] > 0 ? x : columns - 1 - x;
    const down = grid.rowStepLpsMm[1] > 0 ? y : rows - 1 - y;
    const [column, row] = [(across + 0.5) * factor, (down + 0.5) * factor];
    return data[(row * width + column) * channels] ?? Number.NaN;
  });
  return correlation(greys, drawn);
}

/** Position under a canvas point of a pane, as its pointer reports it. */
async function placeUnder(page: Page, pane: string, [x, y]: readonly [number, number]): Promise<Point> {
  const box = await page.locator(`#${pane}`).boundingBox();
  await page.mouse.move((box?.x ?? 0) + x, (box?.y ?? 0) + y);
  await page.evaluate(() => window.harness.frames(2));
  return (await stateOf(page, pane)).cursor?.pointLpsMm ?? [NaN, NaN, NaN];
}
const apart = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** The curved pane on a page: nothing before the labels, then the straightened spine, marks and places both ways. */
async function followsTheSpine(page: Page, ct: SeriesSummary): Promise<void> {
  await page.evaluate((uid) => window.harness.open('curved', uid, 'curved-sagittal'), ct.seriesInstanceUid);
  await vi.waitFor(async () => {
    const { status, message } = await stateOf(page, 'curved');
    expect([status, message]).toEqual(['empty', expect.stringContaining('label two vertebrae')]);
  }, PATIENT);
  const centres = Object.values(LABELS).toReversed();
  await page.evaluate((list) => window.harness.pane('curved').setSpine(list), centres);
  await vi.waitFor(async () => expect((await stateOf(page, 'curved')).status).toBe('ready'), PATIENT);
  const marks = Object.entries(LABELS).map(([level, point]) => pointMark(level, ct, point));
  await page.evaluate((model) => window.harness.overlay(model), { marks });
  await page.evaluate(() => window.harness.frames(6));
  expect(await stateOf(page, 'curved')).toMatchObject({
    look: { kind: 'curved' },
    spacing: 'estimated',
    letters: {
      left: expect.stringMatching(/^A/),
      right: expect.stringMatching(/^P/),
      top: expect.stringMatching(/^H/),
    },
  });
  const lines: number[] = [];
  for (const [level, point] of Object.entries(LABELS)) {
    const at = await page.evaluate((id) => window.harness.markAt('curved', id), level);
    lines.push(at?.[0] ?? NaN);
    const away = apart(await placeUnder(page, 'curved', at ?? [0, 0]), point);
    expect({ level, near: away < 1 }).toEqual({ level, near: true });
  }
  expect(Math.max(...lines) - Math.min(...lines)).toBeLessThan(2);
  expect(await agreement(page, 'curved', 24)).toBeGreaterThan(0.9);
  await page.evaluate(() => window.harness.overlay({ marks: [] }));
}

describe.skipIf(SHARED_DATA === null)('the viewer in a browser', () => {
  beforeAll(async () => {
    const folder = join(SHARED_DATA ?? '', 'series/ct_t11t12_20sl_j2k');
    framesOnly = await framesOnlyArchive(resolve(folder));
    server = await startHarness([
      (request, response, next) => {
        if (request.url?.startsWith('/frames-only/') === true) framesOnly.handle(request, response);
        else next();
      },
    ]);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await framesOnly?.close();
  });

  describe('a CT volume in three planes', () => {
    let page: Page;
    let ct: SeriesSummary;
    beforeAll(async () => {
      page = await freshPage();
      ct = (await drop(page, filesOf('ct_lumbar_3mm')))[0] as SeriesSummary;
      await openPanes(page, ct.seriesInstanceUid, PLANES);
    });

    it('shows proven letters, head up, patient right on the left of axial and coronal', async () => {
      expect((await stateOf(page, 'axial')).letters).toEqual({
        left: 'R',
        right: 'L',
        top: 'A',
        bottom: 'P',
      });
      expect((await stateOf(page, 'sagittal')).letters).toEqual({
        left: 'A',
        right: 'P',
        top: 'H',
        bottom: 'F',
      });
      expect((await stateOf(page, 'coronal')).letters).toEqual({
        left: 'R',
        right: 'L',
        top: 'H',
        bottom: 'F',
      });
      for (const plane of PLANES)
        expect(await stateOf(page, plane)).toMatchObject({
          status: 'ready',
          lettersProof: 'proven',
          unit: 'HU',
          spacing: 'calibrated',
        });
    });

    it('draws on each plane what the voxels under the pointer say', async () => {
      for (const plane of PLANES)
        expect({ plane, agree: (await agreement(page, plane, 60)) > 0.93 }).toEqual({ plane, agree: true });
    });

    it.each(Object.entries(LABELS))(
      'a click on the mark of %s gives back its place within half a voxel',
      async (name, point) => {
        await page.evaluate((model) => window.harness.overlay(model), {
          marks: [pointMark(name, ct, point)],
        });
        for (const plane of PLANES) {
          await page.evaluate(([id, at]) => window.harness.pane(id).showPoint(at), [plane, point] as const);
          await page.evaluate((id) => window.harness.pane(id).setTool('point'), plane);
          await page.evaluate(() => window.harness.frames(4));
          const at = await page.evaluate(([id, mark]) => window.harness.markAt(id, mark), [
            plane,
            name,
          ] as const);
          if (at === null) throw new Error(`${name} is not drawn on ${plane}`);
          await page.evaluate((id) => window.harness.takeEvents(id), plane);
          await clickAt(page, plane, at);
          const [event] = await page.evaluate((id) => window.harness.takeEvents(id), plane);
          expect(event).toMatchObject({ type: 'click', hit: name });
          const lps = event?.type === 'click' ? event.at.pointLpsMm : null;
          for (const axis of [0, 1, 2] as const)
            expect(Math.abs((lps?.[axis] ?? NaN) - point[axis])).toBeLessThanOrEqual(1.5);
        }
      },
    );

    it('samples the voxel that an independent reader finds there', async () => {
      const folder = join(SHARED_DATA ?? '', 'series/ct_lumbar_3mm');
      const byZ = new Map(
        ct.instances.map((one) => [Math.round((one.imagePositionPatient?.[2] ?? 0) * 100), one]),
      );
      const grid = ct.geometry.grid;
      if (grid === null) throw new Error('expected a grid');
      for (const point of Object.values(LABELS)) {
        const [i, j, k] = [0, 1, 2].map((axis) =>
          Math.round(((point[axis] ?? 0) - (grid.originLpsMm[axis] ?? 0)) / 3),
        ) as unknown as Point;
        const header = byZ.get(Math.round((grid.originLpsMm[2] + k * grid.sliceStepLpsMm[2]) * 100));
        const file = readdirSync(folder).find((name) =>
          readFileSync(join(folder, name)).includes(header?.sopInstanceUid ?? '?'),
        );
        const bytes = readFileSync(join(folder, file ?? ''));
        const stored = bytes.readInt16LE(bytes.length - (101 * 122 - (j * 122 + i)) * 2);
        const expected = stored * (header?.rescaleSlope ?? 1) + (header?.rescaleIntercept ?? 0);
        expect(
          await page.evaluate(([uid, at]) => window.harness.sample(uid, at), [
            ct.seriesInstanceUid,
            point,
          ] as const),
        ).toBe(expected);
      }
      expect(
        await page.evaluate((uid) => window.harness.sample(uid, [0, 0, 0]), ct.seriesInstanceUid),
      ).toBeNull();
    });

    it('keeps picture and geometry together when the layout changes', async () => {
      const point = LABELS['L3'] ?? [0, 0, 0];
      await page.evaluate((model) => window.harness.overlay(model), {
        marks: [pointMark('grown', ct, point)],
      });
      await page.evaluate(() => {
        Object.assign(document.getElementById('coronal')?.style ?? {}, {
          width: '640px',
          height: '300px',
          position: 'fixed',
          top: '440px',
          left: '0',
        });
      });
      await page.evaluate((at) => window.harness.pane('coronal').showPoint(at), point);
      await page.evaluate(() => window.harness.frames(10));
      const canvas = await page.evaluate(() => {
        const found = document.querySelector<HTMLCanvasElement>('#coronal canvas');
        return [found?.width, found?.height];
      });
      expect(canvas).toEqual([640, 300]);
      const at = (await page.evaluate(() => window.harness.markAt('coronal', 'grown'))) ?? [0, 0];
      await page.evaluate(() => window.harness.pane('coronal').setTool('point'));
      await page.evaluate(() => window.harness.takeEvents('coronal'));
      await clickAt(page, 'coronal', at);
      const [event] = await page.evaluate(() => window.harness.takeEvents('coronal'));
      const lps = event?.type === 'click' ? event.at.pointLpsMm : null;
      for (const axis of [0, 1, 2] as const)
        expect(Math.abs((lps?.[axis] ?? NaN) - point[axis])).toBeLessThanOrEqual(1.5);
      const grid = Array.from(
        { length: 60 },
        (_, i) => [200 + ((i * 41) % 240), 20 + ((i * 29) % 260)] as const,
      );
      const drawn = await page.evaluate((list) => window.harness.greys('coronal', list), grid);
      const values: number[] = [];
      const box = await page.locator('#coronal').boundingBox();
      for (const [x, y] of grid) {
        await page.mouse.move((box?.x ?? 0) + x, (box?.y ?? 0) + y);
        await page.evaluate(() => window.harness.frames(1));
        const { cursor, window: voi } = await stateOf(page, 'coronal');
        const low = (voi?.center ?? 0) - (voi?.width ?? 1) / 2;
        values.push(Math.max(0, Math.min(255, (255 * ((cursor?.value ?? -1024) - low)) / (voi?.width ?? 1))));
      }
      expect(correlation(values, drawn)).toBeGreaterThan(0.9);
      await page.evaluate(() => document.getElementById('coronal')?.removeAttribute('style'));
      await page.evaluate(() => window.harness.frames(6));
    });

    it('drags a mark with phases, keeps its depth, and Escape takes the drag back', async () => {
      const off: Point = [LABELS['L3']?.[0] ?? 0, LABELS['L3']?.[1] ?? 0, (LABELS['L3']?.[2] ?? 0) + 1.2];
      await page.evaluate((model) => window.harness.overlay(model), { marks: [pointMark('drag', ct, off)] });
      await page.evaluate((at) => window.harness.pane('axial').showPoint(at), off);
      await page.evaluate(() => window.harness.frames(4));
      const at = (await page.evaluate(() => window.harness.markAt('axial', 'drag'))) ?? [0, 0];
      const box = await page.locator('#axial').boundingBox();
      const start = [(box?.x ?? 0) + at[0], (box?.y ?? 0) + at[1]] as const;
      await page.evaluate(() => window.harness.takeEvents('axial'));
      await page.mouse.move(start[0] + 2, start[1] + 1);
      await page.mouse.down();
      await page.mouse.move(start[0] + 40, start[1] + 1, { steps: 4 });
      await page.mouse.up();
      const events = await page.evaluate(() => window.harness.takeEvents('axial'));
      expect(events.map((event) => (event.type === 'drag-mark' ? event.phase : event.type))).toEqual([
        'start',
        ...Array<string>(events.length - 2).fill('move'),
        'end',
      ]);
      const last = events.at(-1);
      const lps = last?.type === 'drag-mark' ? last.at.pointLpsMm : null;
      expect(lps?.[2]).toBeCloseTo(off[2], 3);
      expect(lps?.[1]).toBeCloseTo(off[1], 0);
      expect(lps?.[0]).toBeGreaterThan(off[0] + 20);

      await page.mouse.move(start[0], start[1]);
      await page.mouse.down();
      await page.mouse.move(start[0] + 30, start[1], { steps: 3 });
      await page.keyboard.press('Escape');
      await page.mouse.up();
      const cancelled = await page.evaluate(() => window.harness.takeEvents('axial'));
      expect(cancelled.at(-1)).toMatchObject({ type: 'drag-mark', phase: 'cancel' });
    });

    it('draws an ellipse and a freehand contour into patient space and measures them', async () => {
      for (const tool of ['ellipse', 'freehand'] as const) {
        await page.evaluate((one) => window.harness.pane('sagittal').setTool(one), tool);
        await page.evaluate(() => window.harness.takeEvents('sagittal'));
        const box = await page.locator('#sagittal').boundingBox();
        const [x, y] = [(box?.x ?? 0) + 200, (box?.y ?? 0) + 150];
        await page.mouse.move(x, y);
        await page.mouse.down();
        for (const [dx, dy] of tool === 'ellipse'
          ? [[60, 40]]
          : [
              [50, 0],
              [60, 40],
              [5, 45],
            ])
          await page.mouse.move(x + (dx ?? 0), y + (dy ?? 0), { steps: 5 });
        await page.mouse.up();
        const [event] = await page.evaluate(() => window.harness.takeEvents('sagittal'));
        expect(event).toMatchObject({ type: 'shape', shape: { kind: tool } });
        if (event?.type !== 'shape') return;
        const measured = await page.evaluate(([uid, shape]) => window.harness.measure(uid, shape), [
          ct.seriesInstanceUid,
          event.shape,
        ] as const);
        expect(measured.ok ? null : measured.error).toBeNull();
        expect(measured).toMatchObject({ value: { unit: 'HU' } });
        expect(measured.ok && measured.value.volumeMl).toBeGreaterThan(0.3);
      }
    });

    it('scrolls by wheel, windows by right drag, zooms by Ctrl and wheel about the pointer', async () => {
      const box = await page.locator('#axial').boundingBox();
      await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 200);
      const before = await stateOf(page, 'axial');
      await page.mouse.wheel(0, 100);
      await page.mouse.wheel(0, 100);
      await page.evaluate(() => window.harness.frames(2));
      expect((await stateOf(page, 'axial')).index).toBe(before.index + 2);
      await page.mouse.down({ button: 'right' });
      await page.mouse.move((box?.x ?? 0) + 260, (box?.y ?? 0) + 200, { steps: 3 });
      await page.mouse.up({ button: 'right' });
      await page.evaluate(() => window.harness.frames(2));
      const after = await stateOf(page, 'axial');
      expect(after.window?.width).toBeGreaterThan(before.window?.width ?? 0);
      const held = after.cursor?.pointLpsMm;
      await page.keyboard.down('Control');
      await page.mouse.wheel(0, -200);
      await page.keyboard.up('Control');
      await page.evaluate(() => window.harness.frames(2));
      const zoomedState = await stateOf(page, 'axial');
      for (const axis of [0, 1, 2] as const)
        expect(zoomedState.cursor?.pointLpsMm?.[axis]).toBeCloseTo(held?.[axis] ?? NaN, 3);
    });

    it('straightens the spine along its labels', async () => {
      await followsTheSpine(page, ct);
      const shot = await page.evaluate(() => window.harness.capture('curved'));
      expect(shot.ok).toBe(true);
      await page.evaluate(() => window.harness.close('curved'));
    });

    it('turns the axial plane along a disc and back, letters and places with it', async () => {
      const tilt = (25 * Math.PI) / 180;
      const centreLpsMm: Point = [3.1, -139, 297];
      const disc = {
        name: 'L3-L4',
        centreLpsMm,
        rightLps: [1, 0, 0] as const,
        upLps: [0, -Math.cos(tilt), Math.sin(tilt)] as const,
      };
      const before = await stateOf(page, 'axial');
      await page.evaluate((plane) => window.harness.pane('axial').alignTo(plane), disc);
      await page.evaluate(() => window.harness.frames(6));
      const turned = await stateOf(page, 'axial');
      expect(turned).toMatchObject({
        image: null,
        look: { kind: 'oblique', name: 'L3-L4', offMm: 0 },
        letters: { left: 'R', right: 'L', top: 'AH', bottom: 'PF' },
      });
      const point = await placeUnder(page, 'axial', [150, 150]);
      const height =
        (point[1] - centreLpsMm[1]) * Math.sin(tilt) + (point[2] - centreLpsMm[2]) * Math.cos(tilt);
      expect(height).toBeCloseTo(0, 3);
      expect(await agreement(page, 'axial', 40)).toBeGreaterThan(0.9);
      await page.evaluate(() => window.harness.pane('axial').alignTo(null));
      await page.evaluate(() => window.harness.frames(6));
      expect(await stateOf(page, 'axial')).toMatchObject({
        look: { kind: 'flat' },
        letters: before.letters,
        count: before.count,
      });
      await page.evaluate(() => window.harness.pane('axial').reset());
    });

    it('draws where the other planes cut this one, only in the same frame of reference', async () => {
      const lines = (): Promise<number> => page.locator('#axial svg g[data-mark^="reference|"]').count();
      expect(await lines()).toBe(0);
      await page.evaluate(() => window.harness.viewer().setReferenceLines(true));
      await expect.poll(lines).toBe(2);
      await page.evaluate(() => window.harness.viewer().setReferenceLines(false));
      await expect.poll(lines).toBe(0);
    });

    it('puts a click where the keyboard moved the cursor', async () => {
      await page.mouse.move(0, 0);
      await page.evaluate(() => {
        const pane = window.harness.pane('axial');
        pane.setTool('point');
        window.harness.takeEvents('axial');
        pane.moveCursor(0, 0);
        pane.moveCursor(-30, 12);
      });
      await page.evaluate(() => window.harness.frames(3));
      const { cursor } = await stateOf(page, 'axial');
      const clicked = await page.evaluate(() => window.harness.pane('axial').clickCursor());
      const [event] = await page.evaluate(() => window.harness.takeEvents('axial'));
      expect([clicked, event?.type]).toEqual([true, 'click']);
      expect(event?.type === 'click' ? event.at.pointLpsMm : null).toEqual(cursor?.pointLpsMm);
      expect(await page.evaluate(() => window.harness.pane('axial').hideCursor())).toBe(true);
      expect(await page.evaluate(() => window.harness.pane('axial').clickCursor())).toBe(false);
    });

    it('captures the source, the same picture whatever the size of pane and screen', async () => {
      const marks = [pointMark('Leak 1, L3', ct, LABELS['L3'] ?? [0, 0, 0])];
      await page.evaluate((model) => window.harness.overlay({ marks: model }), marks);
      const screen = await page.context().newCDPSession(page);
      for (const plane of ['axial', 'sagittal'] as const) {
        const shots = [];
        for (const [id, width, height, ratio] of [
          ['square', 420, 420, 1],
          ['wide', 700, 230, 1],
          ['dense', 420, 420, 2],
        ] as const) {
          await screen.send('Emulation.setDeviceMetricsOverride', {
            width: 1290,
            height: 900,
            deviceScaleFactor: ratio,
            mobile: false,
          });
          await page.evaluate(([name, uid, of, w, h]) => window.harness.open(name, uid, of, [w, h]), [
            id,
            ct.seriesInstanceUid,
            plane,
            width,
            height,
          ] as const);
          await vi.waitFor(async () => expect((await stateOf(page, id)).status).toBe('ready'), PATIENT);
          await page.evaluate(([name, point]) => window.harness.pane(name).showPoint(point), [
            id,
            LABELS['L3'] ?? [0, 0, 0],
          ] as const);
          shots.push(await page.evaluate((name) => window.harness.capture(name), id));
          await page.evaluate((name) => window.harness.close(name), id);
        }
        const [first, ...others] = shots;
        for (const other of others) expect(other).toEqual(first);
        if (first?.ok !== true) throw new Error('no picture');
        keepPicture(`capture-${plane}`, first.base64);
        const png = decode(Buffer.from(first.base64, 'base64'));
        expect([png.width, png.height]).toEqual([first.widthPx, first.heightPx]);
        expect(first.base64).not.toBe(first.clean);
        // An axial slice is its own matrix, enlarged by a whole factor.
        const { columns = 0, rows = 0 } = ct.instances[0] ?? {};
        if (plane !== 'axial') continue;
        expect([png.width / columns, png.height / rows]).toEqual([8, 8]);
        const clean = decode(Buffer.from(first.clean, 'base64'));
        expect(await voxelAgreement(page, ct, LABELS['L3'] ?? [0, 0, 0], clean)).toBeGreaterThan(0.99);
      }
      await screen.send('Emulation.clearDeviceMetricsOverride');
      await page.evaluate(() => window.harness.overlay({ marks: [] }));
    });

    it('prints the strip below a captured picture and covers nothing of it', async () => {
      const shot = await page.evaluate(() => window.harness.capture('sagittal'));
      const printed = await page.evaluate(() => window.harness.printed('sagittal'));
      if (!shot.ok) throw new Error(shot.error.message);
      keepPicture('printed', printed.base64);
      const [above, whole] = [shot, printed].map(({ base64 }) => decode(Buffer.from(base64, 'base64')));
      expect([whole?.width, whole?.height]).toEqual([printed.widthPx, printed.heightPx]);
      expect(printed.heightPx).toBeGreaterThan(shot.heightPx + 40);
      const bytes = (above?.data.length ?? 0) & ~3;
      expect(Buffer.from(whole?.data.subarray(0, bytes) ?? []).equals(Buffer.from(above?.data ?? []))).toBe(
        true,
      );
    });

    it('marks the first image and the whole series for those who measure', async () => {
      const names = await page.evaluate(() => performance.getEntriesByType('mark').map(({ name }) => name));
      expect(names.filter((name) => name === 'patchpoint:first-image')).toHaveLength(1);
      expect(names).toContain('patchpoint:series-complete');
    });

    it('survives panes that come and go, as React mounts twice', async () => {
      for (let i = 0; i < 4; i += 1) {
        for (const plane of PLANES) await page.evaluate((id) => window.harness.close(id), plane);
        await openPanes(page, ct.seriesInstanceUid, PLANES);
      }
      for (const plane of PLANES) {
        expect((await stateOf(page, plane)).status).toBe('ready');
        const greys = await page.evaluate(
          (id) =>
            window.harness.greys(id, [
              [150, 200],
              [200, 200],
              [220, 180],
              [240, 220],
            ]),
          plane,
        );
        expect(Math.max(...greys)).toBeGreaterThan(20);
      }
    });
  });

  it('shows an MR volume acquired sagittally, letters from its own geometry', async () => {
    const page = await freshPage();
    const mr = (await drop(page, filesOf('mr_lumbar_t2_sag')))[0] as SeriesSummary;
    await openPanes(page, mr.seriesInstanceUid, PLANES);
    expect(await stateOf(page, 'sagittal')).toMatchObject({
      count: 38,
      unit: 'signal',
      letters: { left: 'A', right: 'P', top: 'H', bottom: 'F' },
    });
    expect((await stateOf(page, 'sagittal')).image).not.toBeNull();
    expect((await stateOf(page, 'axial')).image).toBeNull();
    await page.context().close();
  });

  it('decodes JPEG 2000 in workers into the same volume', async () => {
    const page = await freshPage();
    const ct = (await drop(page, filesOf('ct_t11t12_20sl_j2k')))[0] as SeriesSummary;
    await openPanes(page, ct.seriesInstanceUid, ['axial', 'sagittal']);
    // T12 is bone; far in front of the patient is air.
    const bone = await page.evaluate(
      (uid) => window.harness.sample(uid, [-9.69, -107.81, -790.77]),
      ct.seriesInstanceUid,
    );
    expect(bone).toBeGreaterThan(50);
    expect(
      await page.evaluate((uid) => window.harness.sample(uid, [0, -430, -790]), ct.seriesInstanceUid),
    ).toBeLessThan(-900);
    await page.context().close();
  });

  it('decodes one CT slice bit for bit from every lossless syntax, and refuses a decoder known to be wrong', async () => {
    const page = await freshPage();
    const digestOf = (syntax: string): Promise<string> =>
      page.evaluate((url) => window.harness.pixelDigest(url), `/data/odd/ts/ct512_${syntax}.dcm`);
    for (const syntax of LOSSLESS) {
      expect([syntax, (await digestOf(syntax)).slice(0, 16)]).toEqual([syntax, 'eb5b3a66f37c0db5']);
    }
    expect(await digestOf('JPEGProcess10')).toContain('is not shown');
    await page.context().close();
  });

  it.each(['JPEGProcess2', 'JPEGProcess6'])(
    'gives HU of 12-bit %s that agree with the lossless original',
    async (syntax) => {
      const page = await freshPage();
      const pixelsOf = (name: string): Promise<readonly number[] | string> =>
        page.evaluate((url) => window.harness.pixels(url), `/data/odd/ts/ct512_${name}.dcm`);
      const [lossy, original] = [await pixelsOf(syntax), await pixelsOf('LittleEndianExplicit')];
      if (typeof lossy === 'string' || typeof original === 'string') throw new Error('expected pixels');
      // Slope and intercept of the two files; -2000 is outside the scanner's circle and was cut off in the copy.
      const signed = Int16Array.from(original);
      const errors = lossy.flatMap((value, i) => {
        const hu = (signed[i] ?? 0) - 1024;
        return hu > -1100 ? [value * 2.0002442 - 4047 - hu] : [];
      });
      expect(errors.length).toBeGreaterThan(100_000);
      expect(Math.abs(mean(errors))).toBeLessThan(2);
      await page.context().close();
    },
  );

  it('loads JPEG 2000 frame by frame from an archive that offers frames only', async () => {
    const page = await freshPage();
    const ct = (await drop(page, filesOf('ct_t11t12_20sl_j2k')))[0] as SeriesSummary;
    const distant = await freshPage();
    await distant.evaluate(([one, root]) => window.harness.addArchive(one, root), [
      ct,
      '/frames-only',
    ] as const);
    await openPanes(distant, ct.seriesInstanceUid, ['axial']);
    await openPanes(page, ct.seriesInstanceUid, ['axial']);
    for (const point of [
      [-9.69, -107.81, -790.77],
      [0, -430, -790],
    ] as const) {
      const [near, far] = await Promise.all(
        [page, distant].map((one) =>
          one.evaluate(([uid, at]) => window.harness.sample(uid, at), [ct.seriesInstanceUid, point] as const),
        ),
      );
      expect(far).toBe(near);
      expect(far).not.toBeNull();
    }
    await page.context().close();
    await distant.context().close();
  });

  it('plays an XA run on the clock, marks belong to image and frame, and no letters are invented', async () => {
    const page = await freshPage();
    const xa = (await drop(page, filesOf('xa_coronary_96fr')))[0] as SeriesSummary;
    await openPanes(page, xa.seriesInstanceUid, ['stack']);
    expect(await stateOf(page, 'stack')).toMatchObject({
      status: 'ready',
      count: 96,
      letters: null,
      lettersProof: 'none',
      spacing: 'none',
      unit: null,
      cine: { playing: false, frameTimeMs: 33 },
    });
    await page.evaluate(() => window.harness.pane('stack').scrollTo(40));
    await page.evaluate(() => window.harness.frames(4));
    await page.evaluate(() => window.harness.pane('stack').setTool('point'));
    await clickAt(page, 'stack', [210, 210]);
    const [event] = await page.evaluate(() => window.harness.takeEvents('stack'));
    expect(event).toMatchObject({
      type: 'click',
      at: { pointLpsMm: null, image: { frame: 41, sopInstanceUid: xa.instances[0]?.sopInstanceUid } },
    });
    await page.evaluate(() => window.harness.pane('stack').cine('play'));
    await expect
      .poll(() =>
        stateOf(page, 'stack').then(
          ({ index, cine }) => index !== 40 && cine?.playing === true && cine.actualFps !== null,
        ),
      )
      .toBe(true);
    await page.evaluate(() => window.harness.pane('stack').cine('pause'));
    const shot = await page.evaluate(() => window.harness.capture('stack'));
    const { columns = 0, rows = 0 } = xa.instances[0] ?? {};
    expect(shot).toMatchObject({ ok: true, widthPx: columns * 2, heightPx: rows * 2 });
    if (shot.ok) keepPicture('capture-run', shot.base64);
    await page.context().close();
  });

  it('shows slices with a gap one by one, says why, and refuses a volume', async () => {
    const page = await freshPage();
    const files = filesOf('ct_lumbar_3mm').filter((_, i) => i < 30 || i > 33);
    const ct = (await drop(page, files))[0] as SeriesSummary;
    await openPanes(page, ct.seriesInstanceUid, ['sagittal']);
    const state = await stateOf(page, 'sagittal');
    expect(state).toMatchObject({
      status: 'ready',
      count: files.length,
      letters: { left: 'R', top: 'A' },
      lettersProof: 'proven',
    });
    expect(state.message).toMatch(/gap.*one by one/i);
    const measured = await page.evaluate(
      (uid) =>
        window.harness.measure(uid, {
          kind: 'grow',
          seedLpsMm: [0, -110, 217],
          lower: 0,
          upper: 500,
          boundsMinLpsMm: [-10, -120, 200],
          boundsMaxLpsMm: [10, -100, 230],
        }),
      ct.seriesInstanceUid,
    );
    expect(measured).toMatchObject({ ok: false, error: { code: 'no-volume' } });
    await page.context().close();
  });

  it.each([
    ['with WebGL', [], 840],
    ['without', ['--disable-3d-apis'], 420],
  ] as const)(
    'frames keep their place when another pane or the screen changes, %s',
    async (_, args, sharp) => {
      /** Half a pixel of the image beside its place, the drawn greys come to 0.78 here. */
      const LEAST = 0.85;
      const own = await launchChromium(args);
      const page = await freshPage(own);
      const ct = (await drop(page, filesOf('ct_lumbar_3mm').slice(40, 43)))[0] as SeriesSummary;
      const uid = ct.seriesInstanceUid;
      const ready = async (id: string): Promise<void> => {
        await page.evaluate(([pane, one]) => window.harness.open(pane, one, 'stack'), [id, uid] as const);
        await vi.waitFor(async () => expect((await stateOf(page, id)).status).toBe('ready'), 60_000);
        await page.evaluate(() => window.harness.frames(8));
      };
      const placed = async (): Promise<number> => {
        await page.evaluate(() => window.harness.frames(8));
        return await agreement(page, 'left', 20);
      };
      await ready('left');
      await ready('right');
      await page.evaluate(() => {
        window.harness.pane('left').zoomBy(2);
        window.harness.pane('left').panBy(40, -30);
      });
      expect(await placed()).toBeGreaterThan(LEAST);
      await page.evaluate(() => {
        Object.assign(document.getElementById('right')?.style ?? {}, { width: '300px', height: '200px' });
      });
      expect(await placed()).toBeGreaterThan(LEAST);
      const screen = { width: 1290, height: 901, deviceScaleFactor: 2, mobile: false };
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setDeviceMetricsOverride', screen);
      expect(await placed()).toBeGreaterThan(LEAST);
      const canvas = page.locator('#left canvas');
      expect(await canvas.evaluate((one: HTMLCanvasElement) => one.width)).toBe(sharp);
      await page.evaluate(() => window.harness.close('left'));
      await ready('left');
      expect(await placed()).toBeGreaterThan(LEAST);
      await own.close();
    },
  );

  it('comes back by itself after a lost WebGL context, as it was, again and again; planes stay, the same to a grey', async () => {
    const context = await newContext(browser, 1290, 900);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.addInitScript(watchContexts);
    await page.goto(server.url);
    const ct = (await drop(page, filesOf('ct_lumbar_3mm')))[0] as SeriesSummary;
    await openPanes(page, ct.seriesInstanceUid, ['axial', 'sagittal', 'stack']);
    const places = Array.from(
      { length: 40 },
      (_, i) => [90 + ((i * 71) % 240), 90 + ((i * 37) % 240)] as const,
    );
    const lookAt = (id: string): Promise<readonly number[]> =>
      page.evaluate(([pane, list]) => window.harness.greys(pane, list), [id, places] as const);
    await page.evaluate(() => {
      window.harness.pane('axial').scrollTo(30);
      window.harness.pane('axial').zoomBy(1.5);
      window.harness.pane('axial').setWindow({ center: 100, width: 700 });
      window.harness.pane('sagittal').setSlab({ mode: 'mip', thicknessMm: 12 });
      window.harness.pane('stack').scrollTo(70);
    });
    await page.evaluate(() => window.harness.frames(8));
    const panes = ['axial', 'sagittal', 'stack'] as const;
    await vi.waitFor(async () => {
      const by = await page.evaluate(() => ['axial', 'sagittal'].map((id) => window.harness.drawnBy(id)));
      expect(by).toEqual(['graphics', 'graphics']);
    }, PATIENT);
    const before = await Promise.all(panes.map(lookAt));
    const states = await Promise.all(panes.map((pane) => stateOf(page, pane)));
    expect(before.map((greys) => Math.max(...greys) > 20)).toEqual([true, true, true]);

    for (const withheldMs of [0, 0, 700]) {
      const said = saying(page, 'stack', 'being rebuilt');
      await page.evaluate((ms) => window.contexts.lose(ms), withheldMs);
      await said;
      await vi.waitFor(
        async () => {
          const now = await Promise.all(panes.map((pane) => stateOf(page, pane)));
          expect(now.map(({ status, message }) => [status, message])).toEqual(
            panes.map(() => ['ready', null]),
          );
        },
        { timeout: 20_000, interval: 100 },
      );
      // The processor draws the planes now; one step away and back, so that they are drawn anew.
      await page.evaluate(() => {
        for (const id of ['axial', 'sagittal']) window.harness.pane(id).scrollBy(1);
      });
      await page.evaluate(() => window.harness.frames(8));
      await page.evaluate(() => {
        for (const id of ['axial', 'sagittal']) window.harness.pane(id).scrollBy(-1);
      });
      await page.evaluate(() => window.harness.frames(8));
      // A slab is drawn coarsely first where the processor is slow.
      await page.waitForFunction(() =>
        [...document.querySelectorAll<HTMLCanvasElement>('#axial canvas, #sagittal canvas')].every(
          (canvas) => canvas.width >= canvas.clientWidth,
        ),
      );
      const after = await Promise.all(panes.map(lookAt));
      expect(after[2]).toEqual(before[2]);
      for (const plane of [0, 1] as const) {
        const off = (after[plane] ?? []).map((grey, i) => Math.abs(grey - (before[plane]?.[i] ?? NaN)));
        expect({ plane, most: Math.max(...off) <= 1 }).toEqual({ plane, most: true });
      }
      for (const [i, pane] of panes.entries()) {
        const { index, window: voi, slabMm, image } = await stateOf(page, pane);
        expect({ index, window: voi, slabMm, image }).toEqual({
          index: states[i]?.index,
          window: states[i]?.window,
          slabMm: states[i]?.slabMm,
          image: states[i]?.image,
        });
      }
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  it('without WebGL2 cuts every plane on the processor and says what is off', async () => {
    const plain = await launchChromium(['--disable-3d-apis']);
    try {
      const page = await freshPage(plain);
      const ct = (await drop(page, filesOf('ct_lumbar_3mm')))[0] as SeriesSummary;
      await openPanes(page, ct.seriesInstanceUid, PLANES);
      for (const plane of PLANES) {
        const state = await stateOf(page, plane);
        expect(state).toMatchObject({ status: 'ready', lettersProof: 'proven', spacing: 'calibrated' });
        expect({ plane, agree: (await agreement(page, plane, 24)) > 0.93 }).toEqual({ plane, agree: true });
      }
      const limitation = page.evaluate(
        () => new Promise<string | null>((tell) => window.harness.viewer().onLimitation(tell)),
      );
      expect(await limitation).toContain('WebGL2');
      await page.evaluate(() => window.harness.pane('sagittal').setSlab({ mode: 'mip', thicknessMm: 20 }));
      await page.evaluate(() => window.harness.pane('sagittal').scrollBy(3));
      expect((await page.evaluate(() => window.harness.capture('sagittal'))).ok).toBe(true);
      await followsTheSpine(page, ct);
    } finally {
      await plain.close();
    }
  });
});
