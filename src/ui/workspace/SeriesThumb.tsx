import { useEffect, useRef, useState } from 'react';
import { useWorkspace, useWorkspaceState } from './context.tsx';
import classes from './Workspace.module.css';

const HEIGHT_PX = 72;

/** The middle picture of a series. Asked for once nothing is loading: it must not take time from what is being read. */
export function SeriesThumb({ seriesUid }: { readonly seriesUid: string }) {
  const workspace = useWorkspace();
  const place = useRef<HTMLCanvasElement>(null);
  const [made, setMade] = useState<HTMLCanvasElement | null>(null);
  const quiet = useWorkspaceState((state) => {
    const loads = Object.values(state.loads);
    return loads.length > 0 && loads.every((load) => load.kind !== 'loading');
  });

  useEffect(() => {
    if (!quiet || made !== null) return undefined;
    let wanted = true;
    const show = async (): Promise<void> => {
      const canvas = await workspace.thumbnail(seriesUid, HEIGHT_PX).catch(() => null);
      if (wanted) setMade(canvas);
    };
    void show();
    return () => {
      wanted = false;
    };
  }, [workspace, seriesUid, quiet, made]);

  useEffect(() => {
    const target = place.current;
    if (target === null || made === null) return;
    target.width = made.width;
    target.height = made.height;
    target.getContext('2d')?.drawImage(made, 0, 0);
  }, [made]);

  return (
    <canvas ref={place} className={classes.thumb} data-made={made !== null || undefined} aria-hidden="true" />
  );
}
