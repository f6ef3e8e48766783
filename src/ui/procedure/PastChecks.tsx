import type { GuardCheck } from '../../domain/guard/model.ts';
import { stops } from '../../domain/guard/model.ts';
import { verdictWords } from '../../domain/guard/words.ts';
import classes from './Procedure.module.css';

/** Checks already kept, newest first: who, when, what the guard said and why a person went on. */
export function PastChecks({ checks }: { readonly checks: readonly GuardCheck[] }) {
  if (checks.length === 0) return null;
  return (
    <section className={classes.step} aria-label="Tip checks kept">
      <h2>Tip checks kept</h2>
      <ol className={classes.checks}>
        {checks.toReversed().map((check) => (
          <li key={check.id} data-stopped={stops(check.verdict) || undefined}>
            <b>
              <span aria-hidden="true">{stops(check.verdict) ? '■ ' : '✓ '}</span>
              {verdictWords(check).title}
            </b>
            <span>
              {check.mark.instrument} tip, {check.by.name}
              {check.by.authenticated ? '' : ' (not authenticated)'},{' '}
              {check.by.at.slice(0, 16).replace('T', ' ')} UTC
              {check.found.countedOn === null ? '' : `, counted on frame ${check.found.countedOn.frame}`}
            </span>
            {check.reason === '' ? null : <span>Went on: “{check.reason}”</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
