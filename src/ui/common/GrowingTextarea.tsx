import { Textarea, type TextareaProps } from '@mantine/core';
import classes from './GrowingTextarea.module.css';

interface GrowingTextareaProps extends Omit<
  TextareaProps,
  'autosize' | 'minRows' | 'maxRows' | 'rows' | 'style' | 'classNames'
> {
  readonly minRows?: number;
  readonly maxRows?: number;
}

const byStyle = globalThis.CSS?.supports('field-sizing', 'content') ?? false;

/** Free text as high as it is long. By the browser where it can: by script each such field lays the page out a dozen times. */
export function GrowingTextarea({ minRows = 1, maxRows = 100, ...rest }: GrowingTextareaProps) {
  if (!byStyle) return <Textarea autosize minRows={minRows} maxRows={maxRows} {...rest} />;
  return (
    <Textarea
      classNames={{ input: classes.growing ?? '' }}
      style={{ '--least-rows': String(minRows), '--most-rows': String(maxRows) }}
      {...rest}
    />
  );
}
