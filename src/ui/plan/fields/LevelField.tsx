import { Autocomplete } from '@mantine/core';
import { useState } from 'react';
import type { Level, SpineScheme } from '../../../domain/vocabulary/level.ts';
import { formatLevel, parseLevel } from '../../../domain/vocabulary/levelText.ts';
import { interspacesOf, vertebraeOf } from '../../../domain/vocabulary/scheme.ts';
import { placeWords } from '../siteWords.ts';
import { Choice } from './Choice.tsx';
import { Field } from './Field.tsx';
import { useCommitted } from './useCommitted.ts';
import classes from './Field.module.css';

interface LevelFieldProps<Other extends string> {
  readonly path: string;
  readonly label: string;
  readonly value: Level | Other | null;
  /** Answers that are no level: "not stated", "none", "sacral hiatus". */
  readonly others: readonly Other[];
  readonly scheme: SpineScheme;
  /** A level one click away: what the mark says, or the target. Never filled in by itself. */
  readonly offered?: { readonly says: string; readonly level: Level } | null;
  readonly onChange: (value: Level | Other | null) => void;
  readonly hint?: string;
}

const suggestionsOf = (scheme: SpineScheme): readonly string[] => [
  ...interspacesOf(scheme).map(({ upper, lower }) => `${upper}-${lower}`),
  ...vertebraeOf(scheme),
];

/** A level in any spelling, written back in the one; what cannot be a level of this patient is refused with the reason. */
export function LevelField<Other extends string>({
  path,
  label,
  value,
  others,
  scheme,
  offered = null,
  onChange,
  hint,
}: LevelFieldProps<Other>) {
  const [problem, setProblem] = useState<string | null>(null);
  const [suggesting, setSuggesting] = useState(false);
  const level = value !== null && typeof value === 'object' ? value : null;
  const other = typeof value === 'string' ? value : null;
  const take = (text: string): void => {
    if (text.trim() === '') {
      setProblem(null);
      onChange(null);
      return;
    }
    const read = parseLevel(text, scheme);
    setProblem(read.ok ? null : read.error.message);
    if (read.ok) onChange(read.value);
  };
  const typed = useCommitted(level === null ? '' : formatLevel(level), take);
  const differs = offered !== null && (level === null || formatLevel(level) !== formatLevel(offered.level));
  return (
    <Field
      path={path}
      label={label}
      answered={value !== null}
      offered={offered === null ? null : { says: offered.says, answer: formatLevel(offered.level) }}
      onUseOffered={differs ? () => onChange(offered.level) : undefined}
      {...(hint === undefined ? {} : { hint })}
    >
      {(labelId) => (
        <div className={classes.row}>
          <Autocomplete
            className={classes.grow}
            aria-labelledby={labelId}
            placeholder="L2-L3, Th10, L2..L4"
            data={[...suggestionsOf(scheme)]}
            limit={8}
            value={typed.text}
            onChange={typed.setText}
            onBlur={typed.commit}
            onOptionSubmit={take}
            dropdownOpened={suggesting}
            onDropdownOpen={() => setSuggesting(true)}
            onDropdownClose={() => setSuggesting(false)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              typed.commit();
              setSuggesting(false);
            }}
            error={problem}
            comboboxProps={{ withinPortal: true }}
          />
          {others.length === 0 ? null : (
            <Choice
              options={others}
              words={placeWords}
              value={other}
              onChange={(next) => {
                setProblem(null);
                onChange(next);
              }}
              labelledBy={labelId}
            />
          )}
        </div>
      )}
    </Field>
  );
}
