import { Textarea, type TextareaProps } from '@mantine/core';
import { useCommitted } from './useCommitted.ts';

interface CommittedTextareaProps extends Omit<TextareaProps, 'value' | 'onChange' | 'onBlur'> {
  readonly stored: string;
  readonly onCommit: (text: string) => void;
}

/** Free text as high as it is long, handed on when the field is left: one step of undo per answer. */
export function CommittedTextarea({ stored, onCommit, ...rest }: CommittedTextareaProps) {
  const typed = useCommitted(stored, onCommit);
  return (
    <Textarea
      autosize
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
