import { CommittedTextarea } from './CommittedTextarea.tsx';
import { Field } from './Field.tsx';

interface LineFieldProps {
  readonly path: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
}

/** A text that may stay empty. */
export function LineField({ path, label, value, onChange, hint }: LineFieldProps) {
  return (
    <Field path={path} label={label} answered {...(hint === undefined ? {} : { hint })}>
      {(labelId) => (
        <CommittedTextarea
          aria-labelledby={labelId}
          stored={value}
          onCommit={(text) => onChange(text.trim())}
        />
      )}
    </Field>
  );
}
