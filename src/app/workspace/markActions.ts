import type { CaseCommand } from '../../domain/case/commands.ts';
import { unreachable } from '../../domain/result.ts';
import type { Workspace, WorkspaceState } from '../workspace.ts';
import { findingTitle, regionTitle } from './captions.ts';
import type { MarkTarget } from './markIds.ts';

/** The command that takes a mark away: one step of undo, like any other. */
export function deleteCommand(target: MarkTarget): CaseCommand {
  switch (target.kind) {
    case 'label':
      return { type: 'label/remove', seriesUid: target.seriesUid, level: target.level };
    case 'canal':
      return { type: 'canal/remove', seriesUid: target.seriesUid, levels: [target.level] };
    case 'projection-label': {
      const { sopInstanceUid, frame, level } = target;
      return { type: 'projection/remove', sopInstanceUid, frame, level };
    }
    case 'finding':
      return { type: 'finding/remove', id: target.id };
    case 'region':
    case 'bounds':
      return { type: 'region/remove', id: target.id };
    case 'ruler':
      return { type: 'ruler/remove', id: target.id };
    default:
      return unreachable(target);
  }
}

export function deleteTarget(workspace: Workspace, target: MarkTarget): void {
  if (workspace.dispatch(deleteCommand(target)) === null) workspace.select(null);
}

/** A vertebra counted once too often: what lies toward the feet changes its number, which a person is told. */
export function takeOutLabel(
  workspace: Workspace,
  { seriesUid, level }: Extract<MarkTarget, { kind: 'label' }>,
): void {
  if (workspace.dispatch({ type: 'label/take-out', seriesUid, level }) !== null) return;
  const text = `${level} taken out: the labels toward the feet were renumbered by one. Check them.`;
  workspace.store.setState({ selectedId: null, notice: { tone: 'info', text } });
}

/** "Leak 1, L2-L3 right", "Label L3": what a mark is called in menus and for screen readers. */
export function targetTitle(
  { doc, derived }: Pick<WorkspaceState, 'doc' | 'derived'>,
  target: MarkTarget,
): string {
  switch (target.kind) {
    case 'label':
    case 'projection-label':
      return `Label ${target.level}`;
    case 'canal':
      return `Canal at ${target.level}`;
    case 'finding': {
      const finding = doc.findings.find((candidate) => candidate.id === target.id);
      return finding === undefined ? 'Leak' : findingTitle(finding, derived);
    }
    case 'region':
    case 'bounds': {
      const region = doc.regions.find((candidate) => candidate.id === target.id);
      return region === undefined ? 'Extravasation' : regionTitle(region, derived);
    }
    case 'ruler':
      return 'Length';
    default:
      return unreachable(target);
  }
}
