import { createStore } from 'zustand/vanilla';
import { locateFinding } from '../domain/findings/locateFinding.ts';
import { dayOf } from '../domain/plan/planFromDraft.ts';
import type { CaseDocument } from '../domain/case/document.ts';
import type { StudySummary } from '../dicom/model.ts';
import type { InstanceSource } from '../imaging/api.ts';
import type { Viewer } from '../viewer/api.ts';
import type { CaseRecord, ServerApi, Session } from './api.ts';
import type { Clock, Identifiers } from './ids.ts';
import type { PrintKeyImage } from './keyImagePicture.ts';
import type { PointerAt, ToolInHand, Workspace, WorkspaceState } from './workspace.ts';
import { readArchive, takeOverPlan } from './workspace/archive.ts';
import { adoptProjected } from './workspace/adopting.ts';
import { createAutosave, type SaveStatus } from './workspace/autosave.ts';
import { createCanalSearches } from './workspace/canalSearch.ts';
import { offerSnap } from './workspace/imageOffers.ts';
import { createCaseEditor } from './workspace/caseEditor.ts';
import { dispatchCommand, notify, type WorkspaceCore } from './workspace/core.ts';
import { documentShown } from './workspace/documentShown.ts';
import { toggleDiscAlignment } from './workspace/discAlignment.ts';
import type { DraftJournal, JournalEntry } from './workspace/draftJournal.ts';
import { escapeOnce } from './workspace/escape.ts';
import { DEFAULT_GROWTH } from './workspace/growth.ts';
import { hangingFor } from './workspace/hanging.ts';
import { chooseHanging } from './workspace/hangingChoice.ts';
import { hang, hangSeries, openSeries, setLayout, setPlane } from './workspace/hangingVerbs.ts';
import { captureKeyImage } from './workspace/keyImages.ts';
import { createLevelLink } from './workspace/levelLink.ts';
import { nextLevelAfter } from './workspace/levels.ts';
import { lockOf } from './workspace/locks.ts';
import { clickWith, handlePointer, regrow } from './workspace/marking.ts';
import { createNavigation } from './workspace/navigation.ts';
import { overlayModel } from './workspace/overlayModel.ts';
import { differencesFromOther } from './workspace/otherVersion.ts';
import { createPaneSet } from './workspace/paneSet.ts';
import { placeAt } from './workspace/pointerIntent.ts';
import { presetsOf } from './workspace/presets.ts';
import { allSeries, findSeries, seriesContexts } from './workspace/series.ts';
import { createPostureWatch } from './workspace/postureWatch.ts';
import { stackSources } from './workspace/stackKeys.ts';
import { signPlan } from './workspace/signPlan.ts';
import { createPrefetch } from './workspace/prefetch.ts';
import { setStep, setToolInHand } from './workspace/tools.ts';
import { resolveConflict, startNewVersion } from './workspace/versions.ts';

export interface WorkspaceOptions {
  readonly record: CaseRecord;
  readonly studies: readonly StudySummary[];
  /** A study of this patient that the archive holds; null where it holds none. */
  readonly archivedStudyUid: string | null;
  readonly sourceOf: (seriesUid: string) => InstanceSource | null;
  readonly viewer: Viewer;
  readonly server: ServerApi;
  readonly session: Session | null;
  readonly journal: DraftJournal;
  /** What this browser kept of an earlier sitting that the server never acknowledged. */
  readonly kept: JournalEntry | null;
  readonly clock: Clock;
  readonly ids: Identifiers;
  readonly printKeyImage: PrintKeyImage;
  readonly softwareVersion: string;
  /** Why no case can be kept: the images open, nothing can be written. */
  readonly lookOnly?: string;
}

/** One open case: joins the document, its history and autosave, the panes of the viewer, and the server. */
export function createWorkspace(options: WorkspaceOptions): Workspace {
  const { record, studies, viewer, server, session, journal, kept, clock, ids } = options;
  // The day of the plan's own time stamp, by which the server judges it again.
  const today = (): string => dayOf(clock.now().toISOString());
  const lock =
    options.lookOnly === undefined
      ? lockOf(session, record.plans)
      : { code: 'role' as const, message: options.lookOnly };
  const stored = documentShown(record);
  // What this browser kept is a draft: it never stands in for a signed version, nor for what others may only look at.
  const recovered = lock === null && kept !== null && !sameDocument(kept.document, stored) ? kept : null;
  const conflicting = recovered !== null && recovered.baseVersion !== record.draftVersion;

  const contexts = seriesContexts(studies);
  const postures = createPostureWatch(viewer, allSeries(studies));
  const editor = createCaseEditor({
    doc: recovered?.document ?? stored,
    series: () => postures.withEvidence(contexts),
    limits: record.limits,
    today,
    onChange: (edited, loaded) => {
      const { doc, derived, canUndo, canRedo } = edited;
      store.setState({ doc, derived, canUndo, canRedo });
      if (!edited.inGesture && !loaded) autosave.changed(doc);
    },
  });
  const { doc, derived } = editor.current();
  const chosen = chooseHanging(studies, lock?.code === 'signed' || session?.role === 'pain-physician');
  const hanging = hangingFor(chosen.protocol, studies);
  const store = createStore<WorkspaceState>(() => ({
    patient: record.patient,
    studies,
    doc,
    derived,
    canUndo: false,
    canRedo: false,
    save: lock === null ? 'saved' : 'read-only',
    saveMessage: null,
    other: null,
    step: 'spine',
    tool: 'navigate',
    nextLevel: 'L5',
    selectedId: null,
    plans: record.plans,
    busy: null,
    caseId: record.caseId,
    layout: hanging.layout,
    slots: hanging.slots,
    hanging: chosen,
    activePaneId: hanging.slots[0]?.paneId ?? 'pane-1',
    maximisedPaneId: null,
    linked: true,
    levelLinked: true,
    referenceLines: false,
    direction: 'toward-head',
    spineMode: 'place',
    growth: DEFAULT_GROWTH,
    crosshair: null,
    loads: {},
    lock,
    notice: null,
    menu: null,
    canGoBack: false,
    canalSearches: {},
    limitation: null,
  }));

  /** A conflict is shown once it can be said what differs; until then the case is being saved. */
  const setSaveStatus = (status: SaveStatus): void => {
    if (status.save !== 'conflict') return store.setState(status);
    void differencesFromOther(core, record.limits)
      // Whatever fails in finding the words: the question is asked, or nothing would be saved in silence.
      .catch(() => null)
      .then((other) => store.setState({ ...status, other }));
  };
  const autosave = createAutosave({
    caseId: record.caseId,
    version: conflicting ? recovered.baseVersion : record.draftVersion,
    server,
    journal,
    clock,
    onStatus: setSaveStatus,
  });

  for (const series of allSeries(studies)) {
    const source = options.sourceOf(series.seriesInstanceUid);
    if (source === null) continue;
    viewer.addSeries(source);
    for (const stack of stackSources(source)) viewer.addSeries(stack);
  }
  const levelLink = createLevelLink({
    doc: () => store.getState().doc,
    on: () => store.getState().levelLinked && !editor.current().inGesture,
  });
  const panes = createPaneSet({
    viewer,
    studies,
    linked: () => store.getState().linked,
    onPointer: (paneId, event) => handlePointer(core, paneId, event),
    onShown: (shown, all) => levelLink.changed(shown, all),
  });
  const { printKeyImage } = options;
  const core: WorkspaceCore = { store, editor, panes, viewer, server, clock, ids, studies, printKeyImage };
  const navigation = createNavigation(core);
  const canals = createCanalSearches(core);
  const prefetch = createPrefetch({
    viewer,
    series: allSeries(studies),
    clock,
    shown: () => store.getState().slots.flatMap(({ seriesUid }) => seriesUid ?? []),
  });
  /** The labels whose images were asked last; null where they are to be asked once a drag has ended. */
  let watched: CaseDocument['labelings'] | null = doc.labelings;
  const watchPosture = (): void => {
    const { inGesture, doc: now } = editor.current();
    watched = inGesture ? null : now.labelings;
    if (inGesture || !postures.update(now)) return;
    store.setState({ postures: postures.found() });
    editor.rederive();
  };
  const stops = [
    viewer.onLimitation((limitation) => store.setState({ limitation })),
    viewer.onLoadState((seriesUid, state) => {
      store.setState((current) => ({ loads: { ...current.loads, [seriesUid]: state } }));
      if (state.kind !== 'complete') return;
      if (store.getState().slots.some((slot) => slot.seriesUid === seriesUid)) prefetch.changed();
      watchPosture();
      canals.watch();
    }),
    store.subscribe((state, before) => {
      // A drag is looked at when it ends: its labels are those of its last move.
      const settled = state.doc.labelings !== watched && !editor.current().inGesture;
      const labelled = settled || state.doc.labelings !== before.doc.labelings;
      if (settled) watchPosture();
      // The first step in a case that was only looked at: what is found can join it.
      if (labelled || (state.canUndo && !before.canUndo)) canals.watch();
    }),
    store.subscribe((state, before) => {
      if (state.slots !== before.slots) prefetch.changed();
    }),
    store.subscribe((state, before) => {
      if (OVERLAY_KEYS.some((key) => state[key] !== before[key])) viewer.setOverlay(overlayModel(state));
      // While a label is dragged the picture it is dragged on stays still.
      if (!editor.current().inGesture) panes.follow(state.doc.labelings);
    }),
  ];
  // Images are on their way before the screen around them is there; then the panes answer for them.
  const unseen = new AbortController();
  for (const uid of new Set(hanging.slots.flatMap(({ seriesUid }) => seriesUid ?? [])))
    void viewer.load(uid, unseen.signal);
  viewer.setOverlay(overlayModel(store.getState()));
  panes.follow(doc.labelings);

  if (recovered !== null) {
    // Sent like any change; where the server has moved on, it answers with a conflict and a person chooses.
    autosave.changed(recovered.document);
    notify(core, 'info', 'Changes from an earlier sitting that had not reached the server were restored.');
  }

  if (session !== null && options.archivedStudyUid !== null) void readArchive(core, options.archivedStudyUid);

  return {
    store,
    dispatch: (command) => dispatchCommand(core, command),
    undo: () => {
      if (store.getState().lock === null) editor.undo();
    },
    redo: () => {
      if (store.getState().lock === null) editor.redo();
    },
    setStep: (step) => setStep(core, step),
    setTool: (tool) => setToolInHand(core, tool),
    setNextLevel: (nextLevel) => store.setState({ nextLevel }),
    openSeries: (paneId, seriesUid) => openSeries(core, paneId, seriesUid),
    maximise: (maximisedPaneId) => store.setState({ maximisedPaneId }),
    goTo: (targetId) => navigation.goTo(targetId),
    goBack: () => navigation.goBack(),
    goToNeighbourLevel: (toward) => navigation.goToNeighbourLevel(toward),
    captureKeyImage: (paneId, caption) => captureKeyImage(core, paneId, caption),
    takeOver: (archived) => takeOverPlan(core, archived),
    sign: () =>
      signPlan({
        core,
        autosave,
        session,
        softwareVersion: options.softwareVersion,
        limits: record.limits,
        postures,
      }),
    attachPane: (paneId, element) => {
      const slot = store.getState().slots.find((candidate) => candidate.paneId === paneId);
      const attached = slot === undefined ? null : panes.attach(slot, element);
      unseen.abort();
      return attached;
    },
    pane: (paneId) => panes.get(paneId),
    activatePane: (activePaneId) => store.setState({ activePaneId }),
    setPlane: (paneId, plane) => setPlane(core, paneId, plane),
    setLayout: (layout) => setLayout(core, layout),
    hang: (protocol) => hang(core, protocol),
    hangSeries: (seriesUid) => hangSeries(core, seriesUid),
    setLinked: (linked) => store.setState({ linked }),
    setLevelLinked: (levelLinked) => store.setState({ levelLinked }),
    adopt: (findingId, seriesUid, at) =>
      adoptProjected(core, session, { findingId, seriesUid, at: at ?? null }),
    setReferenceLines: (referenceLines) => {
      store.setState({ referenceLines });
      viewer.setReferenceLines(referenceLines);
    },
    toggleDiscAlignment: () => toggleDiscAlignment(core),
    thumbnail: (seriesUid, heightPx) => viewer.thumbnail(seriesUid, heightPx),
    setDirection: (direction) => store.setState({ direction }),
    setSpineMode: (spineMode) => store.setState({ spineMode }),
    stepLevel: (toward) =>
      store.setState(({ doc: { numbering }, nextLevel, direction }) => ({
        nextLevel: nextLevelAfter(
          numbering,
          nextLevel,
          toward === 'direction' ? direction : toward === 'feet' ? 'toward-feet' : 'toward-head',
        ),
      })),
    setGrowth: (settings) => store.setState((state) => ({ growth: { ...state.growth, ...settings } })),
    regrow: (regionId, settings) => regrow(core, regionId, settings),
    select: (selectedId) => store.setState({ selectedId }),
    locateAt: (paneId, at) => {
      const state = store.getState();
      const slot = state.slots.find((candidate) => candidate.paneId === paneId);
      const series = findSeries(studies, slot?.seriesUid ?? null);
      if (series === null) return null;
      const { seriesInstanceUid: seriesUid, frameOfReferenceUid } = series;
      const place = placeAt(at, { seriesUid, frameOfReferenceUid });
      return place === null ? null : locateFinding(state.doc, { place }, contexts);
    },
    offerCanal: (seriesUid) => canals.start(seriesUid),
    cancelCanal: (seriesUid) => canals.cancel(seriesUid),
    offerSnap: (seriesUid) => offerSnap(core, seriesUid),
    markHere: (what, at) => atMenu(what === 'leak' ? 'leak' : 'spine', at),
    showHere: (at) => atMenu('crosshair', at),
    closeMenu: () => store.setState({ menu: null }),
    dismissNotice: () => store.setState({ notice: null }),
    escape: () => escapeOnce(core),
    applyPreset: (paneId, presetId) => {
      const pane = panes.get(paneId);
      const series = findSeries(studies, pane?.spec.seriesUid ?? null);
      const preset = presetsOf(series?.modality ?? '').find((candidate) => candidate.id === presetId);
      if (series !== null && preset !== undefined) panes.applyPreset(series.seriesInstanceUid, preset);
    },
    cancelLoad: (seriesUid) => viewer.cancelLoad(seriesUid),
    retryLoad: (seriesUid) => viewer.retryLoad(seriesUid),
    loadRange: (seriesUid, from, to) => viewer.loadRange(seriesUid, from, to),
    retrySave: () => void autosave.flush(),
    resolveConflict: (keep) => resolveConflict({ core, autosave, journal, session }, keep),
    startNewVersion: () => startNewVersion({ core, autosave }),
    close: () => {
      unseen.abort();
      for (const stop of stops) stop();
      canals.dispose();
      prefetch.dispose();
      autosave.dispose();
      panes.dispose();
      viewer.dispose();
    },
  };

  /** A click with another tool than the one in hand, in the pane of the menu. */
  function atMenu(tool: ToolInHand, at: PointerAt): void {
    const { menu, activePaneId } = store.getState();
    store.setState({ menu: null });
    clickWith(core, menu?.paneId ?? activePaneId, tool, at);
  }
}

const OVERLAY_KEYS = ['doc', 'derived', 'selectedId', 'crosshair', 'lock', 'tool', 'rulerStart'] as const;

const sameDocument = (a: CaseRecord['document'], b: CaseRecord['document']): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
