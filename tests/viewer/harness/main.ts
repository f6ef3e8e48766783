import { decodeCompressedFrame } from '../../../src/imaging/compressedFrame.ts';
import { parseInstance } from '../../../src/dicom/parseInstance.ts';
import { inflatedInstance } from '../../../src/dicom/part10.ts';
import { readNativeFrame } from '../../../src/imaging/nativeFrame.ts';
import type { StoredValues } from '../../../src/imaging/voxels.ts';
import { archiveSource, importFiles } from '../../../src/imaging/index.ts';
import {
  createViewer,
  type OverlayModel,
  type Pane,
  type PanePointer,
  type Plane,
  type Viewer,
} from '../../../src/viewer/index.ts';
import { printStrip, type StripWords } from '../../../src/viewer/pictureStrip.ts';
import type { RegionShape } from '../../../src/domain/case/document.ts';
import type { SeriesSummary } from '../../../src/dicom/model.ts';

/** The viewer without React: driven from a test through `window.harness`. */
const panes = new Map<string, Pane>();
const events = new Map<string, PanePointer[]>();
const holder = document.createElement('div');
holder.id = 'panes';
document.body.append(holder);
let viewer: Viewer | null = null;
let summaries: readonly SeriesSummary[] = [];

function theViewer(): Viewer {
  // The shaders are tested wherever there is WebGL2, emulated or not.
  viewer ??= createViewer('any');
  return viewer;
}

const harness = {
  async drop(urls: readonly string[]) {
    const files = await Promise.all(
      urls.map(async (url) => new File([await (await fetch(url)).blob()], url.split('/').at(-1) ?? 'file')),
    );
    const outcome = await importFiles(files, () => undefined, new AbortController().signal);
    if (!outcome.ok) throw new Error(outcome.error.message);
    const opened = theViewer();
    summaries = outcome.value.studies.flatMap((study) => study.series);
    for (const { seriesInstanceUid } of summaries) {
      const source = outcome.value.sourceOf(seriesInstanceUid);
      if (source !== null) opened.addSeries(source);
    }
    return { series: summaries, verdicts: outcome.value.verdicts };
  },
  async addArchive(summary: SeriesSummary, root: string) {
    theViewer().addSeries(archiveSource(summary, { root }));
  },
  async open(paneId: string, seriesUid: string, plane: Plane, sizePx?: readonly [number, number]) {
    const opened = theViewer();
    const element = document.createElement('div');
    element.id = paneId;
    if (sizePx !== undefined) {
      const [width, height] = sizePx;
      Object.assign(element.style, { width: `${width}px`, height: `${height}px` });
    }
    holder.append(element);
    const pane = opened.openPane(element, { paneId, seriesUid, plane });
    panes.set(paneId, pane);
    events.set(paneId, []);
    pane.onPointer((event) => events.get(paneId)?.push(event));
  },
  pane: (paneId: string): Pane => {
    const pane = panes.get(paneId);
    if (pane === undefined) throw new Error('no such pane');
    return pane;
  },
  close: (paneId: string) => {
    panes.get(paneId)?.close();
    panes.delete(paneId);
    document.getElementById(paneId)?.remove();
  },
  state: (paneId: string) => harness.pane(paneId).state(),
  takeEvents: (paneId: string) => events.get(paneId)?.splice(0) ?? [],
  loadState: async (uid: string) => theViewer().loadState(uid),
  sample: async (uid: string, point: readonly [number, number, number]) => theViewer().sample(uid, point),
  measure: async (uid: string, shape: RegionShape) => theViewer().measureRegion(uid, shape),
  overlay: async (model: OverlayModel) => theViewer().setOverlay(model),
  viewer: theViewer,
  /** Greys on the visible canvas at canvas points, CSS px. */
  greys: (paneId: string, points: readonly (readonly [number, number])[]) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`#${paneId} canvas`);
    const context = canvas?.getContext('2d');
    if (canvas == null || context == null) return [];
    const ratio = canvas.width / canvas.clientWidth;
    return points.map(
      ([x, y]) => context.getImageData(Math.round(x * ratio), Math.round(y * ratio), 1, 1).data[0] ?? -1,
    );
  },
  /** Who drew a plane: pictures of the processor lie on a canvas made for being read and written. */
  drawnBy: (paneId: string) => {
    const context = document.querySelector<HTMLCanvasElement>(`#${paneId} canvas`)?.getContext('2d');
    return context?.getContextAttributes().willReadFrequently === true ? 'processor' : 'graphics';
  },
  /** Where the overlay draws a point mark, canvas px. */
  markAt: (paneId: string, markId: string) => {
    const path = document.querySelector(`#${paneId} svg g[data-mark="${markId}"] path`);
    const place = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(path?.getAttribute('transform') ?? '');
    return place === null ? null : ([Number(place[1]), Number(place[2])] as const);
  },
  frames: (n: number) =>
    new Promise<void>((resolve) => {
      const next = (left: number): number =>
        requestAnimationFrame(() => (left <= 0 ? resolve() : void next(left - 1)));
      next(n);
    }),
  /** SHA-1 of the stored values of all frames, little-endian, as the data manifest counts them. */
  async pixelDigest(url: string) {
    const pixels = await storedPixels(url);
    if (typeof pixels === 'string') return pixels;
    const digest = await crypto.subtle.digest('SHA-1', pixels);
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  },
  /** Stored values of all frames as 16-bit numbers, or why there are none. */
  async pixels(url: string) {
    const pixels = await storedPixels(url);
    return typeof pixels === 'string' ? pixels : [...new Uint16Array(pixels)];
  },
  async capture(paneId: string) {
    const shot = await harness.pane(paneId).capture();
    if (!shot.ok) return { ok: false as const, error: shot.error };
    const { png, clean, ...facts } = shot.value;
    return { ok: true as const, ...facts, base64: await base64Of(png), clean: await base64Of(clean) };
  },
  /** A captured picture with its strip, as it leaves. */
  async printed(paneId: string, words: Partial<Pick<StripWords, 'caption' | 'identity'>> = {}) {
    const shot = await harness.pane(paneId).capture();
    const printed = shot.ok
      ? await printStrip(shot.value.png, {
          caption: 'Leak 1, L2-L3 right, dorsal, probable',
          identity: 'LUMBAR^CT · REAL-01 · CT 2020-01-01',
          facts: shot.value.words,
          version: 'Plan version 2',
          notice: 'Patchpoint. Research use only, not a medical device.',
          ...words,
        })
      : shot;
    if (!printed.ok) throw new Error(printed.error.message);
    return { ...printed.value, base64: await base64Of(printed.value.png) };
  },
};

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return bytes.toBase64?.() ?? btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

async function storedPixels(url: string): Promise<ArrayBuffer | string> {
  const file = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const { header } = parseInstance(file, '');
  if (header?.pixelData == null) return 'no pixels';
  const bytes = header.transferSyntaxUid === '1.2.840.10008.1.2.1.99' ? inflatedInstance(file) : file;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let frame = 1; frame <= header.numberOfFrames; frame += 1) {
    const encapsulated = header.pixelData.frameFragments !== null;
    const decoded = encapsulated
      ? await decodeCompressedFrame(header, bytes, frame)
      : readNativeFrame(header, bytes, frame);
    if (!decoded.ok) return decoded.error.message;
    chunks.push(storedBytes(decoded.value, header.bitsAllocated));
  }
  return await new Blob(chunks).arrayBuffer();
}

/** Decoders narrow their arrays: back to the width of the file. */
function storedBytes(values: StoredValues, bitsAllocated: number): Uint8Array<ArrayBuffer> {
  const wide =
    bitsAllocated <= 8
      ? Uint8Array.from(values)
      : bitsAllocated <= 16
        ? Uint16Array.from(values)
        : Uint32Array.from(values);
  return new Uint8Array(wide.buffer);
}

declare global {
  interface Window {
    harness: typeof harness;
  }
  interface Uint8Array {
    toBase64?(): string;
  }
}
window.harness = harness;
