import type { ComponentProps } from 'react';
import { GrowingTextarea } from '../../common/GrowingTextarea.tsx';
import { useCommitted } from './useCommitted.ts';

interface CommittedTextareaProps extends Omit<
  ComponentProps<typeof GrowingTextarea>,
  'value' | 'onChange' | 'onBlur'
> {
  readonly stored: string;
  readonly onCommit: (text: string) => void;
}

/** Free text as high as it is long, handed on when the field is left: one step of undo per answer. */
export function CommittedTextarea({ stored, onCommit, ...rest }: CommittedTextareaProps) {
  const typed = useCommitted(stored, onCommit);
  return (
    <GrowingTextarea
      minRows={1}
      maxRows={5}
      maxLength={2000}
      {...rest}
      value={typed.text}
      onChange={(event) => typed.setText(event.currentTarget.value)}
      onBlur={typed.commit}
    />
  );
}
