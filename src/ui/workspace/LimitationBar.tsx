import { useState } from 'react';
import { useWorkspaceState } from './context.tsx';
import classes from './Workspace.module.css';

/** What this browser cannot do, said once above the views. */
export function LimitationBar() {
  const limitation = useWorkspaceState((state) => state.limitation);
  const [read, setRead] = useState(false);
  if (limitation === null || read) return null;
  return (
    <p className={classes.limitation}>
      <span>{limitation}</span>
      <button type="button" className={classes.textButton} onClick={() => setRead(true)}>
        Understood
      </button>
    </p>
  );
}
