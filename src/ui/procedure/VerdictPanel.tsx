import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Procedure } from '../../app/procedure/procedure.ts';
import { stops, type TipJudgement } from '../../domain/guard/model.ts';
import { countedFromWords, verdictWords } from '../../domain/guard/words.ts';
import { formatLevel } from '../../domain/vocabulary/levelText.ts';
import { sideShort } from '../../domain/plan/words.ts';
import { useProcedureState } from './useProcedure.ts';
import classes from './Procedure.module.css';

/** What the guard says of the marked tip: both counts side by side, and no way on without a reason in words. */
export function VerdictPanel({ procedure }: { readonly procedure: Procedure }) {
  const judgement = useProcedureState(procedure, (state) => state.judgement);
  const busy = useProcedureState(procedure, (state) => state.busy);
  const notice = useProcedureState(procedure, (state) => state.notice);
  const [reason, setReason] = useState('');
  if (judgement === null)
    return (
      <section className={classes.verdict} aria-live="polite">
        <h2>Compare</h2>
        <p className={classes.hint}>Mark the tip: level and side are then compared with the plan.</p>
      </section>
    );
  const stopped = stops(judgement.verdict);
  const words = verdictWords(judgement);
  const keep = async (): Promise<void> => {
    if ((await procedure.keep(stopped ? reason : '')) === null) setReason('');
  };
  return (
    <section
      className={classes.verdict}
      data-stopped={stopped || undefined}
      role={stopped ? 'alert' : 'status'}
      aria-label="Guard"
    >
      <h2>
        <span aria-hidden="true">{stopped ? '■ Stop. ' : '✓ '}</span>
        {words.title}
      </h2>
      <p>{words.text}</p>
      <BothCounts judgement={judgement} />
      {stopped ? (
        <Textarea
          label="Reason to go on all the same"
          description="Kept with this check. Correcting the count, the side or the needle needs none."
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : null}
      {notice === null ? null : <p role="alert">{notice}</p>}
      <div className={classes.row}>
        <Button
          size="md"
          color={stopped ? 'red' : 'teal'}
          loading={busy}
          disabled={stopped && reason.trim() === ''}
          onClick={() => void keep()}
        >
          {stopped ? 'Go on with this reason' : 'Keep this check'}
        </Button>
        <Button size="md" variant="default" onClick={() => procedure.clearTip()}>
          Take the tip back
        </Button>
      </div>
    </section>
  );
}

function BothCounts({ judgement: { planned, found } }: { readonly judgement: TipJudgement }) {
  const side = found.location.side;
  return (
    <table className={classes.counts}>
      <thead>
        <tr>
          <th scope="col">Count</th>
          <th scope="col">Planned {PLACE_WORDS[planned.place]}</th>
          <th scope="col">Tip here</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Level</th>
          <td>{planned.level === null ? 'not named' : formatLevel(planned.level)}</td>
          <td>{found.level === null ? 'not known' : formatLevel(found.level)}</td>
        </tr>
        <tr>
          <th scope="row">Counted</th>
          <td>{countedFromWords(planned.countedFrom)}</td>
          <td>{countedFromWords(found.countedFrom)}</td>
        </tr>
        <tr>
          <th scope="row">Seen on</th>
          <td>the plan’s own series</td>
          <td>{found.countedOn === null ? 'no labelled frame' : `frame ${found.countedOn.frame}`}</td>
        </tr>
        <tr>
          <th scope="row">That is</th>
          <td>{planned.relative ?? 'not told from a landmark'}</td>
          <td>{found.relative ?? 'not told from a landmark'}</td>
        </tr>
        <tr>
          <th scope="row">Side</th>
          <td>{sideShort(planned.side)}</td>
          <td>{side === null ? 'not proven' : side === 'midline' ? 'midline' : `patient’s ${side}`}</td>
        </tr>
      </tbody>
    </table>
  );
}

const PLACE_WORDS = { access: 'access', target: 'target', 'catheter-tip': 'catheter tip' } as const;
