import { shownFinding } from '../../domain/plan/shownFindings.ts';
import { issue, type Issue } from '../../domain/result.ts';
import { identityStrip } from './captions.ts';
import { dispatchCommand, notify, type WorkspaceCore } from './core.ts';
import { overlayModel } from './overlayModel.ts';
import { findSeries, studyOfSeries } from './series.ts';
import { visibleFindings } from './visibleFindings.ts';

const CAPTURING = 'Capturing the key image';

/**
 * The picture of a pane with its marks and letters, and a clean copy: stored by the server under their hashes, then part
 * of the case. The bytes come first, so that a case never names a picture that is not there. The strip below it is
 * printed when it leaves: caption and version are those of that moment (`keyImagePicture.ts`).
 */
export async function captureKeyImage(
  core: WorkspaceCore,
  paneId: string,
  caption: string,
): Promise<Issue | null> {
  const { store, panes, server, studies } = core;
  const done = (): void => store.setState(({ busy }) => ({ busy: busy === CAPTURING ? null : busy }));
  const fail = (failed: Issue): Issue => {
    done();
    notify(core, 'failed', failed.message);
    return failed;
  };
  const before = store.getState();
  const { lock, patient, caseId } = before;
  if (lock !== null) return fail(issue('locked', lock.message));
  const pane = panes.get(paneId);
  const series = findSeries(studies, pane?.spec.seriesUid ?? null);
  if (pane === null || series === null)
    return fail(issue('no-picture', 'No picture in this view: open a series in it first.'));

  store.setState({ busy: CAPTURING });
  const study = studyOfSeries(studies, series.seriesInstanceUid);
  const identity = identityStrip(patient, study?.study ?? null, series);
  // What is only there for the hand (bounds, selection, crosshair) is no part of the picture.
  core.viewer.setOverlay(overlayModel({ ...before, selectedId: null, crosshair: null }));
  // What the picture says is what the case says at this moment, whatever is changed while it is stored.
  const visible = visibleFindings(before.doc, pane, series);
  const capturing = pane.capture();
  core.viewer.setOverlay(overlayModel(store.getState()));
  const captured = await capturing;
  if (!captured.ok) return fail(captured.error);
  const stored = await server.uploadKeyImage(caseId, captured.value.png);
  if (!stored.ok)
    return fail(
      issue(stored.error.code, `The key image was not kept: ${stored.error.message} Capture it again.`),
    );

  const clean = await server.uploadKeyImage(caseId, captured.value.clean);
  if (!clean.ok)
    return fail(
      issue(clean.error.code, `The clean copy was not kept: ${clean.error.message} Capture it again.`),
    );

  const { image, widthPx, heightPx, words } = captured.value;
  const facts = series.lossy ? `${words} · LOSSY COMPRESSED` : words;
  const refused = dispatchCommand(core, {
    type: 'key-image/add',
    keyImage: {
      ...stored.value,
      clean: clean.value,
      marked: { ...stored.value, widthPx, heightPx, identity, facts },
      caption,
      seriesUid: series.seriesInstanceUid,
      sopInstanceUid: image?.sopInstanceUid ?? null,
      frame: image?.frame ?? null,
      findingIds: visible.map((finding) => finding.id),
      shown: visible.map((finding) => shownFinding(finding, before.derived)),
      widthPx,
      heightPx,
      ...(series.lossy ? { lossy: true } : {}),
    },
  });
  done();
  if (refused === null) notify(core, 'info', 'Key image kept. It is part of the plan.');
  return refused;
}
