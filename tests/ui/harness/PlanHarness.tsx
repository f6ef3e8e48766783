import { useState } from 'react';
import { PlanStep } from '../../../src/ui/plan/PlanStep.tsx';
import { after, labelledSpine, markLeak, pointBetween, rightL2L3Draft } from '../../domain/builders.ts';
import { planWorkspace } from './planWorkspace.ts';

/** Labelled and marked, nothing else said: most of the form is open. */
const fresh = () =>
  after(
    labelledSpine('S1', 'L5', 'L4', 'L3', 'L2', 'L1'),
    markLeak(pointBetween('L2', 'L3', { fraction: 0.43, leftMm: -9 })),
  );

/** The plan form in a panel of the width it has beside the images. */
export function PlanHarness({ complete, width }: { readonly complete: boolean; readonly width: number }) {
  const [workspace] = useState(() => planWorkspace(complete ? rightL2L3Draft() : fresh()));
  return (
    <main style={{ width, height: '100dvh', overflowY: 'auto', background: 'var(--pp-panel)' }}>
      <h1>Case</h1>
      <h2>Plan</h2>
      <PlanStep workspace={workspace} />
    </main>
  );
}
