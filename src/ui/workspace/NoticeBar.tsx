import { useEffect } from 'react';
import { useWorkspace, useWorkspaceState } from './context.tsx';
import classes from './Workspace.module.css';

const SHOWN_MS = 7_000;

/** What was refused or done, in one sentence under the views; refusals stay until read. Nothing moves for it. */
export function NoticeBar() {
  const workspace = useWorkspace();
  const notice = useWorkspaceState((state) => state.notice);
  useEffect(() => {
    if (notice === null || notice.tone !== 'info') return undefined;
    const timer = setTimeout(() => workspace.dismissNotice(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [workspace, notice]);
  return (
    <div
      className={classes.noticePlace}
      aria-live="polite"
      role={notice?.tone === 'failed' ? 'alert' : 'status'}
    >
      {notice === null ? null : (
        <p className={classes.notice} data-tone={notice.tone}>
          {notice.text}
          <button
            type="button"
            className={classes.noticeClose}
            aria-label="Dismiss"
            onClick={() => workspace.dismissNotice()}
          >
            ×
          </button>
        </p>
      )}
    </div>
  );
}
