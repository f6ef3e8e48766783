import type { Place, RegionMeasurement, RegionShape } from '../../domain/case/document.ts';
import { issue, type Issue } from '../../domain/result.ts';
import type { PanePointer, PointerAt } from '../../viewer/api.ts';
import type { GrowthSettings, PaneSlot, ToolInHand } from '../workspace.ts';
import { dispatchCommand, notify, type WorkspaceCore } from './core.ts';
import { growShape, regrownShape, type GrowShape } from './growth.ts';
import { confirmedLevels, nextFreeLevel } from './levels.ts';
import { clickPlaneOf } from './clickPlane.ts';
import { markId } from './markIds.ts';
import { interpretPointer } from './pointer.ts';
import type { Intent } from './pointerIntent.ts';
import { findSeries } from './series.ts';
import { seriesUidOf, stackNumberOf } from './stackKeys.ts';
import { showPlace } from './navigation.ts';
import { setToolInHand } from './tools.ts';

/** From a pointer event of a pane to the document, the selection and the planes. */
export function handlePointer(core: WorkspaceCore, paneId: string, event: PanePointer): void {
  react(core, paneId, event, core.store.getState().tool);
}

/** One click as if with this tool; the tool in hand stays. */
export function clickWith(core: WorkspaceCore, paneId: string, tool: ToolInHand, at: PointerAt): void {
  react(core, paneId, { type: 'click', at, hit: null, shift: true, alt: false }, tool);
}

function react(core: WorkspaceCore, paneId: string, event: PanePointer, tool: ToolInHand): void {
  const state = core.store.getState();
  const slot = state.slots.find((candidate) => candidate.paneId === paneId);
  const series = findSeries(core.studies, slot?.seriesUid ?? null);
  if (slot === undefined || series === null) return;
  if (state.activePaneId !== paneId) core.store.setState({ activePaneId: paneId });
  if (slot.seriesUid !== null && changesMarks(event, tool) && !inFrameOfSeries(core, slot.seriesUid)) {
    notify(core, 'refused', OTHER_FRAME);
    return;
  }
  const intents = interpretPointer(event, {
    doc: state.doc,
    tool,
    spineMode: state.spineMode,
    nextLevel: state.nextLevel,
    paneId,
    seriesUid: series.seriesInstanceUid,
    frameOfReferenceUid: series.frameOfReferenceUid,
    curved: slot.plane.startsWith('curved-'),
    clickPlane:
      core.panes.get(paneId)?.state().look.kind === 'oblique' ? 'oblique' : clickPlaneOf(slot.plane, series),
  });
  for (const intent of intents) carryOut(core, slot, intent);
}

const OTHER_FRAME =
  'This stack stands in another frame of reference than its series: nothing is marked on it. Show the main stack.';

const changesMarks = (event: PanePointer, tool: ToolInHand): boolean =>
  event.type === 'shape' || (event.type === 'click' && tool !== 'navigate' && tool !== 'crosshair');

/** Labels and marks are kept under their series: a stack of another frame of reference must not join them. */
function inFrameOfSeries(core: WorkspaceCore, key: string): boolean {
  const stack = findSeries(core.studies, key);
  const series = findSeries(core.studies, seriesUidOf(key));
  return stack?.frameOfReferenceUid === series?.frameOfReferenceUid;
}

function carryOut(core: WorkspaceCore, slot: PaneSlot, intent: Intent): void {
  switch (intent.kind) {
    case 'command':
      dispatchCommand(core, intent.command);
      return;
    case 'place-label': {
      if (dispatchCommand(core, intent.command) !== null) return;
      advance(core, slot);
      // A body clicked on a sagittal slice lies where that slice lies: the other planes show whether it is its middle.
      if (intent.command.type === 'label/place') {
        const { seriesUid, frameOfReferenceUid, pointLpsMm } = intent.command;
        const place = { kind: 'patient', seriesUid, frameOfReferenceUid, pointLpsMm } as const;
        showPlace(core, place, { except: slot.paneId });
      }
      return;
    }
    case 'insert-label': {
      if (dispatchCommand(core, intent.command) !== null) return;
      core.store.setState({ spineMode: 'place' });
      notify(
        core,
        'info',
        'Vertebra inserted: the labels toward the feet were renumbered by one. Check them.',
      );
      return;
    }
    case 'add-finding': {
      const [id, trackingUid] = [core.ids.newId(), core.ids.newUid()];
      if (dispatchCommand(core, { type: 'finding/add', id, trackingUid, place: intent.place }) !== null)
        return;
      core.store.setState({ selectedId: id, step: 'leak', crosshair: null });
      if (!intent.keepTool) setToolInHand(core, 'navigate');
      showPlace(core, intent.place, { except: slot.paneId });
      return;
    }
    case 'ruler-end':
      endRuler(core, intent.place);
      return;
    case 'add-region': {
      if (
        slot.seriesUid !== null &&
        addRegion(core, slot.seriesUid, intent.shape) === null &&
        !intent.keepTool
      )
        setToolInHand(core, 'navigate');
      return;
    }
    case 'grow-from':
      growFrom(core, slot, intent);
      return;
    case 'bounds': {
      const { boundsMinLpsMm, boundsMaxLpsMm } = {
        boundsMinLpsMm: intent.minLpsMm,
        boundsMaxLpsMm: intent.maxLpsMm,
      };
      reshape(core, intent.regionId, (shape) => ({ ...shape, boundsMinLpsMm, boundsMaxLpsMm }));
      return;
    }
    case 'gesture': {
      // A lock keeps gestures from beginning; one that began always ends, or nothing would be saved after it.
      if (intent.phase !== 'mark' || core.store.getState().lock === null) core.editor.gesture(intent.phase);
      return;
    }
    case 'show':
      showPlace(core, intent.place, { crosshair: true });
      return;
    case 'select':
      core.store.setState({ selectedId: intent.targetId, menu: null });
      return;
    case 'menu':
      core.store.setState({ menu: intent.menu });
      return;
    case 'maximise': {
      const { maximisedPaneId } = core.store.getState();
      core.store.setState({ maximisedPaneId: maximisedPaneId === null ? intent.paneId : null });
      return;
    }
    case 'refuse':
      notify(core, 'refused', intent.text);
  }
}

/** The first click is one end, the second the other: the line is then selected, and the tool stays for the next one. */
function endRuler(core: WorkspaceCore, place: Place): void {
  const { rulerStart = null } = core.store.getState();
  if (rulerStart === null) {
    core.store.setState({ rulerStart: place, selectedId: null });
    return;
  }
  const id = core.ids.newId();
  core.store.setState({ rulerStart: null });
  if (dispatchCommand(core, { type: 'ruler/add', ruler: { id, from: rulerStart, to: place } }) === null)
    core.store.setState({ selectedId: markId({ kind: 'ruler', id }) });
}

/** The next click places the next vertebra; at the end of the spine the level stays and says so. */
function advance(core: WorkspaceCore, slot: PaneSlot): void {
  const { doc, nextLevel, direction } = core.store.getState();
  const image = core.panes.get(slot.paneId)?.state().image ?? null;
  const projection =
    image === null ? undefined : doc.projectionLabelings[`${image.sopInstanceUid}#${image.frame}`];
  const placed =
    projection?.labels.map((label) => label.level) ??
    confirmedLevels(doc.labelings[seriesUidOf(slot.seriesUid ?? '')]);
  core.store.setState({ nextLevel: nextFreeLevel(doc.numbering, placed, nextLevel, direction) });
}

/** A region is measured anew whenever its bounds change, and documents know series: one stack of it only. */
const REGION_ON_STACK =
  'Regions are measured on the main stack of a series. Show that one; points can be marked on every phase.';

export function addRegion(core: WorkspaceCore, seriesUid: string, shape: RegionShape): Issue | null {
  if (stackNumberOf(seriesUid) > 0) return refuse(core, issue('stack-apart', REGION_ON_STACK));
  const series = findSeries(core.studies, seriesUid);
  if (series === null || series.frameOfReferenceUid === null)
    return refuse(
      core,
      issue('no-frame', 'This series has no frame of reference: a region here has no place in the patient.'),
    );
  const measured = core.viewer.measureRegion(seriesUid, shape);
  if (!measured.ok) return refuse(core, measured.error);
  const [id, trackingUid] = [core.ids.newId(), core.ids.newUid()];
  const { frameOfReferenceUid } = series;
  const region = {
    id,
    trackingUid,
    seriesUid,
    frameOfReferenceUid,
    shape,
    measurement: measured.value,
    note: '',
  };
  const refused = dispatchCommand(core, { type: 'region/add', region });
  if (refused === null) core.store.setState({ selectedId: id, step: 'extravasation' });
  return refused;
}

function growFrom(core: WorkspaceCore, slot: PaneSlot, intent: Extract<Intent, { kind: 'grow-from' }>): void {
  const series = findSeries(core.studies, slot.seriesUid);
  if (series === null) return;
  const value = core.viewer.sample(slot.seriesUid ?? series.seriesInstanceUid, intent.seedLpsMm);
  if (value === null) {
    notify(
      core,
      'refused',
      'No voxel there yet: wait until the series is loaded, or click inside the volume.',
    );
    return;
  }
  const shape = growShape(intent.seedLpsMm, series.modality, value, core.store.getState().growth);
  addRegion(core, slot.seriesUid ?? series.seriesInstanceUid, shape);
}

/** Other thresholds or bounds: measured anew, one step of history. */
export function regrow(
  core: WorkspaceCore,
  regionId: string,
  settings: Partial<GrowthSettings>,
): Issue | null {
  return reshape(core, regionId, (shape) => regrownShape(shape, settings));
}

function reshape(
  core: WorkspaceCore,
  regionId: string,
  change: (shape: GrowShape) => GrowShape,
): Issue | null {
  const region = core.store.getState().doc.regions.find((candidate) => candidate.id === regionId);
  if (region === undefined || region.shape.kind !== 'grow')
    return refuse(core, issue('not-grown', 'Only a grown region has thresholds and bounds.'));
  const shape = change(region.shape);
  const measured = core.viewer.measureRegion(region.seriesUid, shape);
  if (!measured.ok) return refuse(core, measured.error);
  const patch: { shape: RegionShape; measurement: RegionMeasurement } = {
    shape,
    measurement: measured.value,
  };
  return dispatchCommand(core, { type: 'region/update', id: regionId, patch });
}

function refuse(core: WorkspaceCore, refused: Issue): Issue {
  notify(core, 'refused', refused.message);
  return refused;
}
