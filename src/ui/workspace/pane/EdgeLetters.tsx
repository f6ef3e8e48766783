import type { PaneState } from '../../../app/workspace.ts';
import classes from './Pane.module.css';

const EDGES = ['left', 'right', 'top', 'bottom'] as const;

/** Patient directions at the edges: only what the data prove; declared ones say so; none is said too. */
export function EdgeLetters({ state }: { readonly state: PaneState }) {
  const { letters, lettersProof } = state;
  if (state.status !== 'ready') return null;
  if (letters === null)
    return <span className={classes.noLetters}>Left and right not proven by this image</span>;
  return (
    <>
      {EDGES.map((edge) => (
        <span key={edge} className={classes.letter} data-edge={edge} data-proof={lettersProof}>
          {letters[edge]}
        </span>
      ))}
      {lettersProof === 'declared' ? (
        <span className={classes.noLetters}>Letters declared by the device, not proven</span>
      ) : null}
    </>
  );
}
