import { Chip, Group } from '@mantine/core';
import { useId } from 'react';

interface ChoiceProps<T extends string> {
  readonly options: readonly T[];
  /** The words of each answer: a table, or a function where the list is not fixed. */
  readonly words: Readonly<Record<T, string>> | ((option: T) => string);
  /** null: unanswered, or answered by something beside these. */
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  readonly labelledBy: string;
}

/** A closed list as radio chips: every answer visible, one click or arrow keys, no menu to open. */
export function Choice<T extends string>({ options, words, value, onChange, labelledBy }: ChoiceProps<T>) {
  // One name: one stop of the Tab key for the whole question, arrow keys inside it.
  const name = useId();
  const choose = (next: string | null): void => {
    const chosen = options.find((option) => option === next);
    if (chosen !== undefined) onChange(chosen);
  };
  return (
    <Chip.Group value={value} onChange={choose}>
      <Group gap={6} role="radiogroup" aria-labelledby={labelledBy}>
        {options.map((option) => (
          <Chip key={option} name={name} value={option} size="sm" variant="light">
            {typeof words === 'function' ? words(option) : words[option]}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}
