import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { captionDraft, viewWords } from '../../../app/workspace/captions.ts';
import { findSeries } from '../../../app/workspace/series.ts';
import { markedFindings } from '../../../app/workspace/visibleFindings.ts';
import type { Workspace } from '../../../app/workspace.ts';
import { KeyImageSheets } from '../../keyImages/KeyImageCopies.tsx';
import { useWorkspaceState } from '../context.tsx';
import { KeyImageCard } from './KeyImageCard.tsx';
import classes from '../StepPanel.module.css';

/** The caption a key image gets when nobody writes one: the marks, and which picture it is. */
export function draftCaption(workspace: Workspace): string {
  const state = workspace.store.getState();
  const pane = workspace.pane(state.activePaneId);
  const series = findSeries(state.studies, pane?.spec.seriesUid ?? null);
  if (series === null || pane === null) return '';
  return captionDraft(
    state.doc,
    state.derived,
    state.selectedId,
    viewWords(series, pane.spec.plane, pane.state()),
    markedFindings(state.doc, pane, series),
  );
}

/** The active view with its marks and letters, kept as part of the plan. */
export function KeyImagesStep({ workspace }: { readonly workspace: Workspace }) {
  const images = useWorkspaceState((state) => state.doc.keyImages);
  const activePaneId = useWorkspaceState((state) => state.activePaneId);
  const locked = useWorkspaceState((state) => state.lock !== null);
  const busy = useWorkspaceState((state) => state.busy);
  const blockers = useWorkspaceState((state) => state.derived.blockers);
  const [caption, setCaption] = useState('');
  const capture = async (): Promise<void> => {
    const refused = await workspace.captureKeyImage(activePaneId, caption.trim() || draftCaption(workspace));
    if (refused === null) setCaption('');
  };
  return (
    <fieldset className={classes.fields} disabled={locked} aria-label="Key images">
      <section className={classes.section}>
        <Textarea
          label="Caption"
          placeholder="Left empty, the marks and the view are named"
          autosize
          minRows={2}
          maxLength={500}
          value={caption}
          onChange={(event) => setCaption(event.currentTarget.value)}
        />
        <Button mt={8} size="sm" loading={busy !== null} onClick={() => void capture()}>
          Capture the active view (K)
        </Button>
        <p className={classes.hint}>
          The picture keeps its marks, side letters and scale, pixel for pixel as the source has them; a clean
          copy is kept beside it. Caption, identity and plan version are printed below it when the plan is
          signed.
        </p>
        <KeyImageSheets images={images} fileName="key-images" />
      </section>
      {images.length === 0 ? <p className={classes.empty}>No key image yet.</p> : null}
      {images.map((image, index) => (
        <KeyImageCard
          key={image.id}
          workspace={workspace}
          image={image}
          position={index + 1}
          outdated={blockers.filter((blocker) => blocker.path === `keyImages.${image.id}`)}
        />
      ))}
    </fieldset>
  );
}
