import { Chip, Textarea } from '@mantine/core';
import type { Answer } from '../../../domain/case/document.ts';
import { Field } from './Field.tsx';
import { useCommitted } from './useCommitted.ts';

interface TextAnswerProps {
  readonly path: string;
  readonly label: string;
  readonly value: Answer<string> | null;
  readonly onChange: (value: Answer<string> | null) => void;
  readonly placeholder: string;
  /** May stay unanswered: then it does not look like something that blocks. */
  readonly optional?: boolean;
}

export function TextAnswer({ path, label, value, onChange, placeholder, optional = false }: TextAnswerProps) {
  const typed = useCommitted(value === null || value === 'not-stated' ? '' : value, (text) =>
    onChange(text.trim() === '' ? null : text.trim()),
  );
  return (
    <Field path={path} label={label} answered={optional || value !== null}>
      {(labelId) => (
        <>
          <Textarea
            aria-labelledby={labelId}
            placeholder={placeholder}
            autosize
            minRows={1}
            maxRows={6}
            maxLength={2000}
            value={typed.text}
            onChange={(event) => typed.setText(event.currentTarget.value)}
            onBlur={typed.commit}
            mb={6}
          />
          <Chip
            size="sm"
            variant="light"
            checked={value === 'not-stated'}
            onChange={(on) => onChange(on ? 'not-stated' : null)}
            aria-label={`${label}: not stated`}
          >
            Not stated
          </Chip>
        </>
      )}
    </Field>
  );
}
