import { Textarea } from '@mantine/core';
import { Field } from './Field.tsx';
import { useCommitted } from './useCommitted.ts';

interface LineFieldProps {
  readonly path: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
}

/** A text that may stay empty. */
export function LineField({ path, label, value, onChange, hint }: LineFieldProps) {
  const typed = useCommitted(value, (text) => onChange(text.trim()));
  return (
    <Field path={path} label={label} answered {...(hint === undefined ? {} : { hint })}>
      {(labelId) => (
        <Textarea
          aria-labelledby={labelId}
          autosize
          minRows={1}
          maxRows={5}
          maxLength={2000}
          value={typed.text}
          onChange={(event) => typed.setText(event.currentTarget.value)}
          onBlur={typed.commit}
        />
      )}
    </Field>
  );
}
