import type { Workspace } from '../../app/workspace.ts';
import type { Answer, Catheter, DraftSite, Needle } from '../../domain/case/document.ts';
import type { AdviceFacts } from '../../domain/plan/approachAdvice.ts';
import { APPROACHES, DELIVERIES, GUIDANCES, PATIENT_POSITIONS } from '../../domain/vocabulary/terms.ts';
import { ApproachAdviceList } from './ApproachAdviceList.tsx';
import { Choice } from './fields/Choice.tsx';
import { Field } from './fields/Field.tsx';
import { LevelField } from './fields/LevelField.tsx';
import { LineField } from './fields/LineField.tsx';
import { PartsField } from './fields/PartsField.tsx';
import type { Parts } from './fields/partialAnswers.ts';
import { approachWords, deliveryWords, guidanceWords, positionWords } from './words.ts';

interface HowFieldsProps {
  readonly workspace: Workspace;
  readonly site: DraftSite;
  readonly advice: AdviceFacts;
  readonly set: (patch: Partial<Omit<DraftSite, 'id'>>) => void;
}

const number = (value: string | number | undefined): Answer<number> =>
  typeof value === 'number' ? value : 'not-stated';
const needleOf = (parts: Parts): Needle => ({
  type: String(parts['type'] ?? ''),
  gaugeG: number(parts['gaugeG']),
  lengthMm: number(parts['lengthMm']),
});
const catheterOf = (parts: Parts): Catheter => ({
  type: String(parts['type'] ?? ''),
  gaugeG: number(parts['gaugeG']),
  insertionLengthMm: number(parts['insertionLengthMm']),
});

/** The way in. Approach and needle or catheter are asked for, never chosen by the software. */
export function HowFields({ workspace, site, advice, set }: HowFieldsProps) {
  const path = (field: string): string => `sites.${site.id}.${field}`;
  const scheme = workspace.store.getState().doc.numbering;
  return (
    <>
      <Field path={path('approach')} label="Approach" answered={site.approach !== null}>
        {(id) => (
          <Choice
            options={APPROACHES}
            words={approachWords}
            value={site.approach}
            onChange={(approach) => set({ approach })}
            labelledBy={id}
          />
        )}
      </Field>
      <ApproachAdviceList facts={advice} />
      <LineField
        path={path('approachReason')}
        label="Reason for the approach"
        value={site.approachReason}
        onChange={(approachReason) => set({ approachReason })}
      />
      <Field path={path('delivery')} label="Blood goes through" answered={site.delivery !== null}>
        {(id) => (
          <Choice
            options={DELIVERIES}
            words={deliveryWords}
            value={site.delivery}
            onChange={(delivery) => set({ delivery })}
            labelledBy={id}
          />
        )}
      </Field>
      <Field path={path('guidance')} label="Guidance" answered={site.guidance !== null}>
        {(id) => (
          <Choice
            options={GUIDANCES}
            words={guidanceWords}
            value={site.guidance}
            onChange={(guidance) => set({ guidance })}
            labelledBy={id}
          />
        )}
      </Field>
      <Field path={path('position')} label="Patient position" answered={site.position !== null}>
        {(id) => (
          <Choice
            options={PATIENT_POSITIONS}
            words={positionWords}
            value={site.position}
            onChange={(position) => set({ position })}
            labelledBy={id}
          />
        )}
      </Field>
      <PartsField
        workspace={workspace}
        path={path('needle')}
        label="Needle"
        text={{
          key: 'type',
          label: 'Type',
          suggestions: ['Tuohy', 'Quincke', 'Coaxial, Quincke bevel', 'Spinal, pencil point'],
        }}
        amounts={[
          { key: 'gaugeG', label: 'Gauge', unit: 'G', max: 34 },
          { key: 'lengthMm', label: 'Length', unit: 'mm', max: 400 },
        ]}
        stored={site.needle === null || site.needle === 'not-stated' ? null : { ...site.needle }}
        other={site.needle === 'not-stated' ? 'not-stated' : null}
        others={['not-stated'] as const}
        onParts={(parts) => set({ needle: needleOf(parts) })}
        onOther={(needle) => set({ needle })}
        onOpen={() => set({ needle: null })}
      />
      {site.delivery === 'catheter' ? (
        <>
          <PartsField
            workspace={workspace}
            path={path('catheter')}
            label="Catheter"
            text={{ key: 'type', label: 'Type', suggestions: ['Epidural', 'Epidural, wire-reinforced'] }}
            amounts={[
              { key: 'gaugeG', label: 'Gauge', unit: 'G', max: 34 },
              { key: 'insertionLengthMm', label: 'Length inserted', unit: 'mm', max: 900 },
            ]}
            stored={site.catheter === null || typeof site.catheter === 'string' ? null : { ...site.catheter }}
            other={typeof site.catheter === 'string' ? site.catheter : null}
            others={['not-stated', 'not-applicable'] as const}
            onParts={(parts) => set({ catheter: catheterOf(parts) })}
            onOther={(catheter) => set({ catheter })}
            onOpen={() => set({ catheter: null })}
          />
          <LevelField
            path={path('catheterTip')}
            label="Catheter tip"
            value={site.catheterTip}
            others={['not-stated', 'not-applicable'] as const}
            scheme={scheme}
            onChange={(catheterTip) => set({ catheterTip })}
          />
        </>
      ) : null}
    </>
  );
}
