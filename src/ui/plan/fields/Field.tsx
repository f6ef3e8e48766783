import { Text } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './Field.module.css';

interface FieldProps {
  /** Path of the blocker that leads here: `sites.<id>.side`. */
  readonly path: string;
  readonly label: string;
  readonly answered: boolean;
  /** What geometry says, shown beside. */
  readonly derived?: string | null;
  readonly onUseDerived?: (() => void) | undefined;
  readonly hint?: string;
  readonly children: ReactNode | ((labelId: string) => ReactNode);
}

/** One question of the form. Unanswered looks different from every answer, "not stated" included. */
export function Field({ path, label, answered, derived = null, onUseDerived, hint, children }: FieldProps) {
  const id = useId();
  return (
    <fieldset
      className={classes.field}
      data-field={path}
      data-unanswered={answered ? undefined : true}
      aria-labelledby={id}
    >
      <div className={classes.head}>
        <Text component="span" id={id} className={classes.label}>
          {label}
          {answered ? null : <span className={classes.unanswered}>unanswered</span>}
        </Text>
        {derived === null ? null : (
          <span className={classes.derived}>
            from the mark: <b>{derived}</b>
            {onUseDerived === undefined ? null : (
              <button type="button" className={classes.use} onClick={onUseDerived}>
                use
              </button>
            )}
          </span>
        )}
      </div>
      {typeof children === 'function' ? children(id) : children}
      {hint === undefined ? null : (
        <Text size="xs" c="dimmed" mt={4}>
          {hint}
        </Text>
      )}
    </fieldset>
  );
}
