import { useState } from 'react';
import { createPortal } from 'react-dom';
import { dateWords } from '../../app/workspace/captions.ts';
import { findSeries, studyOfSeries } from '../../app/workspace/series.ts';
import { IconAction } from '../common/IconAction.tsx';
import { ToolIcon } from '../common/ToolIcon.tsx';
import { nameWords } from '../../domain/vocabulary/personName.ts';
import { patientLine } from '../worklist/patientWords.ts';
import { useWorkspace, useWorkspaceState } from './context.tsx';
import { preferences, usePreferences } from './preferences.ts';
import classes from './Workspace.module.css';

/** Whose images these are, whether the work is safe, and undo: in the page's own bar, so that it costs no height. */
export function TopBar({ onHelp }: { readonly onHelp: () => void }) {
  // The shell draws its bar before any screen opens; without a shell the workspace has a bar of its own.
  const [place] = useState(() => document.querySelector('#workspace-bar'));
  const bar = <BarContent onHelp={onHelp} />;
  return place === null ? <div className={classes.ownBar}>{bar}</div> : createPortal(bar, place);
}

function BarContent({ onHelp }: { readonly onHelp: () => void }) {
  const workspace = useWorkspace();
  const canUndo = useWorkspaceState((state) => state.canUndo && state.lock === null);
  const canRedo = useWorkspaceState((state) => state.canRedo && state.lock === null);
  const { stripOpen, panelOpen } = usePreferences((state) => state);
  return (
    <div className={classes.bar}>
      <IconAction
        label={stripOpen ? 'Hide the series' : 'Show the series'}
        pressed={stripOpen}
        onClick={() => preferences.setState({ stripOpen: !stripOpen })}
      >
        <ToolIcon name="strip" />
      </IconAction>
      <Identity />
      <SaveState />
      <div className={classes.barActions}>
        <IconAction label="Undo" shortcut="Ctrl+Z" disabled={!canUndo} onClick={() => workspace.undo()}>
          <ToolIcon name="undo" />
        </IconAction>
        <IconAction label="Redo" shortcut="Ctrl+Shift+Z" disabled={!canRedo} onClick={() => workspace.redo()}>
          <ToolIcon name="redo" />
        </IconAction>
        <IconAction label="Keys" shortcut="?" onClick={onHelp}>
          <ToolIcon name="help" />
        </IconAction>
        <IconAction
          label={panelOpen ? 'Hide the panel' : 'Show the panel'}
          pressed={panelOpen}
          onClick={() => preferences.setState({ panelOpen: !panelOpen })}
        >
          <ToolIcon name="panel" />
        </IconAction>
      </div>
    </div>
  );
}

function Identity() {
  const patient = useWorkspaceState((state) => state.patient);
  const studies = useWorkspaceState((state) => state.studies);
  const shown = useWorkspaceState(
    (state) => state.slots.find((slot) => slot.paneId === state.activePaneId)?.seriesUid ?? null,
  );
  const series = findSeries(studies, shown);
  const study = series === null ? null : studyOfSeries(studies, series.seriesInstanceUid);
  return (
    <div className={classes.identity}>
      <h1 className={classes.patientName} title={nameWords(patient.name)}>
        {nameWords(patient.name)}
      </h1>
      <span className={classes.patientFacts} title={patientLine(patient)}>
        {patientLine(patient)}
      </span>
      {series === null ? null : (
        <span className={classes.studyFacts}>
          {[study?.study.description || 'Study without description', dateWords(study?.study.date ?? '')].join(
            ' · ',
          )}
        </span>
      )}
    </div>
  );
}

const SAVE_WORDS = {
  saved: 'Saved',
  saving: 'Saving …',
  unsaved: 'Unsaved',
  conflict: 'Changed elsewhere',
  failed: 'Not saved',
  'read-only': 'Read only',
} as const;

function SaveState() {
  const workspace = useWorkspace();
  const save = useWorkspaceState((state) => state.save);
  const message = useWorkspaceState((state) => state.saveMessage);
  const lock = useWorkspaceState((state) => state.lock);
  const words = SAVE_WORDS[save];
  return (
    <output className={classes.save} data-save={save} title={message ?? lock?.message ?? words}>
      <span className={classes.saveDot} aria-hidden="true" />
      {words}
      {save === 'failed' ? (
        <button type="button" className={classes.textButton} onClick={() => workspace.retrySave()}>
          Try now
        </button>
      ) : null}
    </output>
  );
}
