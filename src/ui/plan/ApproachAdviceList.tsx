import { approachAdvice, type AdviceFacts, type Argument } from '../../domain/plan/approachAdvice.ts';
import { approachWords } from './words.ts';
import classes from './Advice.module.css';

/** What speaks for and against each approach here, each with its source. It advises; a person chooses. */
export function ApproachAdviceList({ facts }: { readonly facts: AdviceFacts }) {
  return (
    <details className={classes.advice}>
      <summary>For and against each approach</summary>
      {approachAdvice(facts).map((advice) => (
        <section key={advice.approach} aria-label={approachWords[advice.approach]}>
          <h4>{approachWords[advice.approach]}</h4>
          {advice.for.length + advice.against.length === 0 ? (
            <p className={classes.none}>Nothing known for this case.</p>
          ) : (
            <ul>
              {advice.for.map((argument) => (
                <ArgumentLine key={argument.text} speaks="for" argument={argument} />
              ))}
              {advice.against.map((argument) => (
                <ArgumentLine key={argument.text} speaks="against" argument={argument} />
              ))}
            </ul>
          )}
        </section>
      ))}
    </details>
  );
}

function ArgumentLine({
  speaks,
  argument,
}: {
  readonly speaks: 'for' | 'against';
  readonly argument: Argument;
}) {
  return (
    <li data-speaks={speaks}>
      <b>{speaks === 'for' ? 'For:' : 'Against:'}</b> {argument.text}{' '}
      <span className={classes.source}>{argument.source}</span>
    </li>
  );
}
