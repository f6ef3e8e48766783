import { createStore } from 'zustand/vanilla';
import { issue, type Issue } from '../../domain/result.ts';
import type { SeriesSummary } from '../../dicom/model.ts';
import type { InstanceSource } from '../../imaging/api.ts';
import type { Pane, PanePointer, Viewer } from '../../viewer/api.ts';
import type { PlanRecord, ServerApi } from '../api.ts';
import type { GuardCheck } from '../../domain/guard/model.ts';
import {
  firstToLabel,
  framesLabelsToRepeat,
  judgementOf,
  labelingAt,
  nextToLabel,
  tipMarkOf,
  withLabel,
  withLabeling,
} from './counting.ts';
import type { Procedure, ProcedureState } from './procedure.ts';
import { procedureOverlay } from './procedureOverlay.ts';

export interface ProcedureOptions {
  readonly record: PlanRecord;
  readonly series: readonly SeriesSummary[];
  readonly checks: readonly GuardCheck[];
  readonly sourceOf: (series: SeriesSummary) => InstanceSource;
  readonly viewer: Viewer;
  readonly server: ServerApi;
}

const PANE_ID = 'procedure';

export function createProcedure(options: ProcedureOptions): Procedure {
  const { record, series, viewer, server } = options;
  const store = createStore<ProcedureState>(() => ({
    record,
    series,
    seriesUid: series[0]?.seriesInstanceUid ?? null,
    tool: 'navigate',
    nextLevel: 'S1',
    labelings: {},
    countedFrom: null,
    siteId: record.plan.sites[0]?.id ?? '',
    instrument: record.plan.sites[0]?.delivery === 'catheter' ? 'catheter' : 'needle',
    shown: null,
    tip: null,
    judgement: null,
    checks: options.checks,
    busy: false,
    notice: null,
  }));
  let pane: Pane | null = null;
  for (const each of series) viewer.addSeries(options.sourceOf(each));

  /** Every change that the guard depends on judges anew: what is shown is never of an earlier count. */
  function change(patch: Partial<ProcedureState>): void {
    const next = { ...store.getState(), notice: null, ...patch };
    store.setState({ ...next, judgement: judgementOf(next) });
    viewer.setOverlay(procedureOverlay(store.getState()));
  }

  function click(event: PanePointer): void {
    if (event.type !== 'click') return;
    const state = store.getState();
    const { image } = event.at;
    if (image === null || state.seriesUid === null) return;
    const place = { kind: 'image' as const, seriesUid: state.seriesUid, ...image };
    if (state.tool === 'tip') change({ tip: place, tool: 'navigate' });
    if (state.tool === 'tip') pane?.setTool('navigate');
    if (state.tool !== 'label') return;
    const labeling = withLabel(labelingAt(state, place), state.nextLevel, image.pointPx);
    change({ labelings: withLabeling(state, labeling), nextLevel: nextToLabel(state, labeling) });
  }

  return {
    store,
    attach(element) {
      const { seriesUid, tool } = store.getState();
      if (seriesUid === null) return null;
      const opened = viewer.openPane(element, { paneId: PANE_ID, seriesUid, plane: 'stack' });
      pane = opened;
      opened.setTool(tool === 'navigate' ? 'navigate' : 'point');
      const stops = [
        opened.onPointer(click),
        opened.onChange(() => {
          const { image } = opened.state();
          const { shown } = store.getState();
          if (image?.sopInstanceUid !== shown?.sopInstanceUid || image?.frame !== shown?.frame)
            store.setState({ shown: image });
        }),
      ];
      return {
        pane: opened,
        detach: () => {
          for (const stop of stops) stop();
          opened.close();
          if (pane === opened) pane = null;
        },
      };
    },
    showSeries: (seriesUid) => store.setState({ seriesUid, shown: null }),
    setTool(tool) {
      store.setState({ tool });
      pane?.setTool(tool === 'navigate' ? 'navigate' : 'point');
    },
    setNextLevel: (nextLevel) => store.setState({ nextLevel }),
    setCountedFrom: (countedFrom) =>
      change({
        countedFrom,
        ...(countedFrom === null ? {} : { nextLevel: firstToLabel(store.getState(), countedFrom) }),
      }),
    setSite: (siteId) => change({ siteId }),
    setInstrument: (instrument) => change({ instrument }),
    confirmRightEdge(side) {
      const state = store.getState();
      if (state.shown === null || state.seriesUid === null) return;
      const labeling = labelingAt(state, { seriesUid: state.seriesUid, ...state.shown });
      change({ labelings: withLabeling(state, { ...labeling, confirmedRightEdge: side }) });
    },
    removeLabel(level) {
      const state = store.getState();
      if (state.shown === null || state.seriesUid === null) return;
      const labeling = labelingAt(state, { seriesUid: state.seriesUid, ...state.shown });
      const labels = labeling.labels.filter((label) => label.level !== level);
      change({ labelings: withLabeling(state, { ...labeling, labels }), nextLevel: level });
    },
    repeatLabels() {
      const state = store.getState();
      const from = framesLabelsToRepeat(state);
      if (from === null || state.shown === null) return;
      change({ labelings: withLabeling(state, { ...from, frame: state.shown.frame }) });
    },
    clearTip: () => change({ tip: null }),
    async keep(reason): Promise<Issue | null> {
      const mark = tipMarkOf(store.getState());
      if (mark === null) return issue('no-tip', 'Mark the tip first.');
      store.setState({ busy: true });
      const kept = await server.keepGuardCheck(record.planId, record.version, mark, reason);
      store.setState({ busy: false });
      if (!kept.ok) {
        store.setState({ notice: kept.error.message });
        return kept.error;
      }
      const { checks, tip } = store.getState();
      // The tip of this check; one marked meanwhile is still to be kept.
      change({ checks: [...checks, kept.value], ...(tip === mark.tip ? { tip: null } : {}) });
      return null;
    },
    close: () => viewer.dispose(),
  };
}
