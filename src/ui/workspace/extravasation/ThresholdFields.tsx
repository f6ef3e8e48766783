import { NumberInput } from '@mantine/core';
import type { IntensityUnit } from '../../../domain/case/document.ts';
import { useCommitted } from '../../plan/fields/useCommitted.ts';
import classes from '../StepPanel.module.css';

interface ThresholdFieldsProps {
  readonly lower: number | null;
  readonly upper: number | null;
  readonly unit: IntensityUnit;
  /** Shown where a threshold is still proposed from the value under the click. */
  readonly placeholder: string;
  readonly onLower: (value: number | null) => void;
  readonly onUpper: (value: number | null) => void;
}

const read = (text: string): number | null => {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? null : value;
};

/** Both thresholds of a grown region, in the modality's own unit. */
export function ThresholdFields(props: ThresholdFieldsProps) {
  const { lower, upper, unit, placeholder, onLower, onUpper } = props;
  return (
    <div className={classes.row}>
      <Threshold label={`From (${unit})`} value={lower} placeholder={placeholder} onChange={onLower} />
      <Threshold label={`To (${unit})`} value={upper} placeholder={placeholder} onChange={onUpper} />
    </div>
  );
}

interface ThresholdProps {
  readonly label: string;
  readonly value: number | null;
  readonly placeholder: string;
  readonly onChange: (value: number | null) => void;
}

function Threshold({ label, value, placeholder, onChange }: ThresholdProps) {
  const typed = useCommitted(value === null ? '' : String(value), (text) => onChange(read(text)));
  return (
    <NumberInput
      label={label}
      size="xs"
      w={120}
      placeholder={placeholder}
      value={typed.text}
      onChange={(next) => typed.setText(String(next))}
      onBlur={typed.commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') typed.commit();
      }}
    />
  );
}
