import { Chip, NumberInput } from '@mantine/core';
import type { Answer } from '../../../domain/case/document.ts';
import { useCommitted } from './useCommitted.ts';
import classes from './Field.module.css';

interface NumberAnswerProps {
  readonly value: Answer<number> | null;
  readonly onChange: (value: Answer<number> | null) => void;
  readonly unit: string;
  /** Accessible name; shown above the input where `showLabel` is set. */
  readonly label: string;
  readonly showLabel?: boolean;
  readonly max: number;
}

/** A quantity with its unit, or "not stated" as an answer of its own. */
export function NumberAnswer({ value, onChange, unit, label, showLabel = false, max }: NumberAnswerProps) {
  const take = (text: string): void => {
    const number = Number(text.replace(',', '.'));
    if (text.trim() === '') onChange(null);
    else if (Number.isFinite(number) && number > 0) onChange(number);
  };
  const typed = useCommitted(typeof value === 'number' ? String(value) : '', take);
  return (
    <div className={classes.part}>
      <NumberInput
        className={classes.grow}
        {...(showLabel ? { label } : { 'aria-label': label })}
        value={typed.text}
        onChange={(next) => typed.setText(String(next))}
        onBlur={typed.commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') typed.commit();
        }}
        min={0}
        max={max}
        decimalScale={2}
        hideControls
        rightSection={<span className={classes.unit}>{unit}</span>}
        rightSectionWidth={44}
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
    </div>
  );
}
