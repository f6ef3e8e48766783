import { Select, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Procedure } from '../../app/procedure/procedure.ts';
import { planSentence } from '../../domain/plan/describe.ts';
import { formatLevel } from '../../domain/vocabulary/levelText.ts';
import { nameWords } from '../../domain/vocabulary/personName.ts';
import { patientLine } from '../worklist/patientWords.ts';
import { CountPanel } from './CountPanel.tsx';
import { PastChecks } from './PastChecks.tsx';
import { ProcedureImage } from './ProcedureImage.tsx';
import { VerdictPanel } from './VerdictPanel.tsx';
import { useProcedureState } from './useProcedure.ts';
import classes from './Procedure.module.css';

/** Fluoroscopy beside the plan: count, label, confirm the side, mark the tip, compare. */
export function ProcedureScreen({ procedure }: { readonly procedure: Procedure }) {
  const { record, series, seriesUid, siteId, checks } = useProcedureState(procedure, (state) => state);
  const { plan } = record;
  useProcedureKeys(procedure);
  return (
    <article className={classes.page} aria-labelledby="procedure-title">
      <header className={classes.header}>
        <div>
          <Title order={1} size="h3" id="procedure-title">
            Procedure check: {planSentence(plan)}
          </Title>
          <Text size="sm" c="dimmed">
            {nameWords(plan.patient.name)} · {patientLine(plan.patient)} · version {record.version}
          </Text>
        </div>
        <Link to="/plan/$planId" params={{ planId: plan.planId }} search={{ version: record.version }}>
          To the plan
        </Link>
      </header>
      <div className={classes.columns}>
        <div className={classes.imageColumn}>
          {series.length > 1 ? (
            <Select
              aria-label="Fluoroscopy series"
              value={seriesUid}
              allowDeselect={false}
              data={series.map((each) => ({
                value: each.seriesInstanceUid,
                label: `${each.modality}, ${each.description || 'series without description'}`,
              }))}
              onChange={(value) => {
                if (value !== null) procedure.showSeries(value);
              }}
            />
          ) : null}
          {seriesUid === null ? (
            <p className={classes.empty}>
              This patient has no fluoroscopy in the archive yet. Send the image from the C-arm, then open
              this page again.
            </p>
          ) : (
            <ProcedureImage key={seriesUid} procedure={procedure} />
          )}
        </div>
        <div className={classes.panel}>
          {plan.sites.length > 1 ? (
            <Select
              label="Site"
              size="md"
              value={siteId}
              allowDeselect={false}
              data={plan.sites.map((site, i) => ({
                value: site.id,
                label: `${i + 1}: ${formatLevel(site.target)}`,
              }))}
              onChange={(value) => {
                if (value !== null) procedure.setSite(value);
              }}
            />
          ) : null}
          <CountPanel procedure={procedure} />
          <VerdictPanel procedure={procedure} />
          <PastChecks checks={checks} />
        </div>
      </div>
    </article>
  );
}

/** S labels, T marks the tip, Escape lets go; silent while something is typed. */
function useProcedureKeys(procedure: Procedure): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const typing =
        event.target instanceof Element && event.target.closest('input, textarea, select') !== null;
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const { tool, countedFrom } = procedure.store.getState();
      const key = event.key.toLowerCase();
      if (key === 't') procedure.setTool(tool === 'tip' ? 'navigate' : 'tip');
      else if (key === 's' && countedFrom !== null)
        procedure.setTool(tool === 'label' ? 'navigate' : 'label');
      else if (key === 'escape') procedure.setTool('navigate');
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [procedure]);
}
