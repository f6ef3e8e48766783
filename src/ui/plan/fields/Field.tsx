import { Text } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './Field.module.css';

interface FieldProps {
  /** Path of the blocker that leads here: `sites.<id>.side`. */
  readonly path: string;
  readonly label: string;
  readonly answered: boolean;
  /** An answer shown beside with where it comes from: what geometry says, or another answer. */
  readonly offered?: { readonly says: string; readonly answer: string } | null;
  readonly onUseOffered?: (() => void) | undefined;
  readonly hint?: string;
  readonly children: ReactNode | ((labelId: string) => ReactNode);
}

/** One question of the form. Unanswered looks different from every answer, "not stated" included. */
export function Field({ path, label, answered, offered = null, onUseOffered, hint, children }: FieldProps) {
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
        {offered === null ? null : (
          <span className={classes.derived}>
            {offered.says}: <b>{offered.answer}</b>
            {onUseOffered === undefined ? null : (
              <button
                type="button"
                className={classes.use}
                aria-label={`${label}: use ${offered.answer}`}
                onClick={onUseOffered}
              >
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
