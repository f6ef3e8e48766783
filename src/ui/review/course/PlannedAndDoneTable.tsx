import type { PlannedAndDone } from '../../../domain/plan/course.ts';
import classes from './Course.module.css';

const FIELD_WORDS: Readonly<Record<PlannedAndDone['field'], string>> = {
  level: 'Level',
  side: 'Side',
  approach: 'Approach',
  volume: 'Blood',
  site: 'Site',
};

/** Planned and done side by side; a departure is said in words, not by colour alone. */
export function PlannedAndDoneTable({ lines }: { readonly lines: readonly PlannedAndDone[] }) {
  return (
    <table className={classes.table}>
      <caption>Planned and done</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Planned</th>
          <th scope="col">Done</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.siteId} ${line.field}`} data-departs={line.departs}>
            <th scope="row">{FIELD_WORDS[line.field]}</th>
            <td>{line.planned}</td>
            <td>
              {line.done}
              {line.departs ? <strong> — departs from the plan</strong> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
