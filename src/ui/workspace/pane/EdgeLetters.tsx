import type { PaneState } from '../../../app/workspace.ts';
import classes from './Pane.module.css';

const EDGES = ['left', 'right', 'top', 'bottom'] as const;

interface EdgeLettersProps {
  readonly state: PaneState;
  /** What a person confirmed of a projection image: the side of the patient at its right edge. */
  readonly confirmedRightEdge?: 'left' | 'right' | null;
}

/** Patient directions at the edges: only what the data or a person prove; declared ones say so; none is said too. */
export function EdgeLetters({ state, confirmedRightEdge = null }: EdgeLettersProps) {
  const { letters, lettersProof } = state;
  if (state.status !== 'ready') return null;
  if (confirmedRightEdge !== null) return <ConfirmedLetters state={state} rightEdge={confirmedRightEdge} />;
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

/** A person's word stands above the device's; where the two differ, the picture says so. */
function ConfirmedLetters({
  state: { letters },
  rightEdge,
}: {
  readonly state: PaneState;
  readonly rightEdge: 'left' | 'right';
}) {
  const right = rightEdge === 'left' ? 'L' : 'R';
  const left = rightEdge === 'left' ? 'R' : 'L';
  const shown = { left, right, top: letters?.top ?? '', bottom: letters?.bottom ?? '' };
  const turned = letters !== null && !letters.right.includes(right);
  return (
    <>
      {EDGES.map((edge) => (
        <span key={edge} className={classes.letter} data-edge={edge} data-proof="person">
          {shown[edge]}
        </span>
      ))}
      <span className={classes.noLetters}>
        {turned
          ? 'Sides confirmed by a person, against what the device declares'
          : 'Sides confirmed by a person'}
      </span>
    </>
  );
}
