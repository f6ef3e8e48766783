import type { Issue } from '../../domain/result.ts';
import { issue } from '../../domain/result.ts';
import type { WorkspaceCore } from './core.ts';
import type { PostureWatch } from './postureWatch.ts';
import { findSeries } from './series.ts';

/**
 * Before signing: labelled CTs that no pane has shown are loaded, so that the anatomy is asked for its posture on every
 * series a plan counts on (clinical.md 12.3). Left and right must not depend on which series happened to be open.
 *
 * @returns what stands in the way: series that cannot be read, and on whose sides nobody has given a word
 */
export async function readForPosture(
  core: Pick<WorkspaceCore, 'store' | 'editor' | 'viewer' | 'studies'>,
  postures: PostureWatch,
): Promise<readonly Issue[]> {
  const { store, editor, viewer, studies } = core;
  const { doc } = editor.current();
  for (const uid of postures.unread(doc)) await viewer.load(uid);
  postures.update(doc);
  const unread = postures.unread(doc);
  store.setState({ postures: postures.found(), posturesUnread: unread });
  return unread
    .filter((uid) => doc.postureDecisions?.[uid] === undefined)
    .map((uid) =>
      issue(
        'posture-not-checked',
        `${findSeries(studies, uid)?.description || 'A labelled CT'}: ${POSTURE_UNREAD} Load it again, or say under Spine how left and right were checked.`,
        `posture.${uid}`,
      ),
    );
}

/** Said before signing and at the step that takes the answer. */
export const POSTURE_UNREAD =
  'The images could not be read, so the registered posture was not checked against the anatomy.';
