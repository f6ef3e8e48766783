import { archiveSource, importFiles } from '../../../src/imaging/index.ts';
import {
  createViewer,
  type OverlayModel,
  type Pane,
  type PanePointer,
  type Plane,
  type Viewer,
} from '../../../src/viewer/index.ts';
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

async function theViewer(): Promise<Viewer> {
  if (viewer !== null) return viewer;
  const created = await createViewer();
  if (!created.ok) throw new Error(created.error.message);
  viewer = created.value;
  return viewer;
}

const harness = {
  async drop(urls: readonly string[]) {
    const files = await Promise.all(
      urls.map(async (url) => new File([await (await fetch(url)).blob()], url.split('/').at(-1) ?? 'file')),
    );
    const outcome = await importFiles(files, () => undefined, new AbortController().signal);
    if (!outcome.ok) throw new Error(outcome.error.message);
    const opened = await theViewer();
    summaries = outcome.value.studies.flatMap((study) => study.series);
    for (const { seriesInstanceUid } of summaries) {
      const source = outcome.value.sourceOf(seriesInstanceUid);
      if (source !== null) opened.addSeries(source);
    }
    return { series: summaries, verdicts: outcome.value.verdicts };
  },
  async addArchive(summary: SeriesSummary, root: string) {
    (await theViewer()).addSeries(archiveSource(summary, { root }));
  },
  async open(paneId: string, seriesUid: string, plane: Plane) {
    const opened = await theViewer();
    const element = document.createElement('div');
    element.id = paneId;
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
  loadState: async (uid: string) => (await theViewer()).loadState(uid),
  sample: async (uid: string, point: readonly [number, number, number]) =>
    (await theViewer()).sample(uid, point),
  measure: async (uid: string, shape: RegionShape) => (await theViewer()).measureRegion(uid, shape),
  overlay: async (model: OverlayModel) => (await theViewer()).setOverlay(model),
  viewer: theViewer,
  async capture(paneId: string) {
    const shot = await harness.pane(paneId).capture({
      caption: 'Leak 1, L2-L3 right, dorsal, probable',
      identity: 'LUMBAR^CT · REAL-01 · CT 2020-01-01',
      notice: 'Patchpoint. Research use only, not a medical device.',
    });
    if (!shot.ok) return { ok: false as const, error: shot.error };
    const bytes = new Uint8Array(await shot.value.png.arrayBuffer());
    return {
      ok: true as const,
      base64: bytes.toBase64?.() ?? btoa(String.fromCharCode(...bytes)),
      ...shot.value,
      png: null,
    };
  },
};

declare global {
  interface Window {
    harness: typeof harness;
  }
  interface Uint8Array {
    toBase64?(): string;
  }
}
window.harness = harness;
