import { Chip } from '@mantine/core';
import type { Answer } from '../../../domain/case/document.ts';
import { CommittedTextarea } from './CommittedTextarea.tsx';
import { Field } from './Field.tsx';

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
  return (
    <Field path={path} label={label} answered={optional || value !== null}>
      {(labelId) => (
        <>
          <CommittedTextarea
            aria-labelledby={labelId}
            placeholder={placeholder}
            maxRows={6}
            stored={value === null || value === 'not-stated' ? '' : value}
            onCommit={(text) => onChange(text.trim() === '' ? null : text.trim())}
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
