import { Autocomplete } from '@mantine/core';
import type { Workspace } from '../../../app/workspace.ts';
import type { Answer } from '../../../domain/case/document.ts';
import { placeWords } from '../siteWords.ts';
import { Choice } from './Choice.tsx';
import { Field } from './Field.tsx';
import { NumberAnswer } from './NumberAnswer.tsx';
import { usePartialAnswer, type Parts } from './partialAnswers.ts';
import { useCommitted } from './useCommitted.ts';
import classes from './Field.module.css';

export interface AmountPart {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly max: number;
}

interface PartsFieldProps<Other extends string> {
  readonly workspace: Workspace;
  readonly path: string;
  readonly label: string;
  readonly text: { readonly key: string; readonly label: string; readonly suggestions: readonly string[] };
  readonly amounts: readonly AmountPart[];
  readonly stored: Parts | null;
  readonly other: Other | null;
  readonly others: readonly Other[];
  readonly onParts: (parts: Parts) => void;
  readonly onOther: (other: Other) => void;
  readonly onOpen: () => void;
}

const amountOf = (part: string | number | undefined): Answer<number> | null =>
  typeof part === 'number' ? part : part === 'not-stated' ? part : null;

/** Needle, catheter, admixture: a kind in words and its quantities; handed on when every part has an answer. */
export function PartsField<Other extends string>(props: PartsFieldProps<Other>) {
  const { workspace, path, label, text, amounts, stored, other, others } = props;
  const [partial, keep] = usePartialAnswer(workspace, path);
  const parts: Parts = stored ?? partial;
  const missing = [text, ...amounts]
    .filter(({ key }) => parts[key] === undefined)
    .map((each) => each.label.toLowerCase());

  const change = (key: string, next: string | number | undefined): void => {
    const changed = { ...parts, [key]: next };
    const complete = [text, ...amounts].every((part) => changed[part.key] !== undefined);
    keep(changed);
    if (complete) props.onParts(changed);
    else if (stored !== null || other !== null) props.onOpen();
  };
  const typed = useCommitted(String(parts[text.key] ?? ''), (value) =>
    change(text.key, value.trim() === '' ? undefined : value.trim()),
  );
  const started = stored === null && missing.length <= amounts.length;
  return (
    <Field
      path={path}
      label={label}
      answered={stored !== null || other !== null}
      {...(started ? { hint: `Still needed: ${missing.join(', ')}.` } : {})}
    >
      {(labelId) => (
        <>
          {other === null ? (
            <div className={classes.parts}>
              <Autocomplete
                label={text.label}
                data={[...text.suggestions]}
                maxLength={200}
                value={typed.text}
                onChange={typed.setText}
                onBlur={typed.commit}
                onOptionSubmit={(value) => change(text.key, value)}
              />
              {amounts.map((part) => (
                <NumberAnswer
                  key={part.key}
                  label={part.label}
                  showLabel
                  unit={part.unit}
                  max={part.max}
                  value={amountOf(parts[part.key])}
                  onChange={(value) => change(part.key, value ?? undefined)}
                />
              ))}
            </div>
          ) : null}
          <Choice
            options={others}
            words={placeWords}
            value={other}
            onChange={props.onOther}
            labelledBy={labelId}
          />
          {other === null ? null : (
            <button type="button" className={classes.use} onClick={props.onOpen}>
              State it instead
            </button>
          )}
        </>
      )}
    </Field>
  );
}
