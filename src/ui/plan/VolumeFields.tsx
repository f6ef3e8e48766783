import type { Workspace } from '../../app/workspace.ts';
import type { DraftSite } from '../../domain/case/document.ts';
import { ENDPOINTS } from '../../domain/plan/circumstances.ts';
import { endpointWords } from './circumstanceWords.ts';
import { Choice } from './fields/Choice.tsx';
import { Field } from './fields/Field.tsx';
import { NumberAnswer } from './fields/NumberAnswer.tsx';
import { PartsField } from './fields/PartsField.tsx';
import { TextAnswer } from './fields/TextAnswer.tsx';

interface VolumeFieldsProps {
  readonly workspace: Workspace;
  readonly site: DraftSite;
  readonly set: (patch: Partial<Omit<DraftSite, 'id'>>) => void;
}

const MAX_BLOOD_ML = 200;

/** Blood as an upper bound and its portions, what is mixed in, and when to stop. */
export function VolumeFields({ workspace, site, set }: VolumeFieldsProps) {
  const path = (field: string): string => `sites.${site.id}.${field}`;
  const volumes = [
    { field: 'plannedVolumeMl', label: 'Blood, planned', value: site.plannedVolumeMl },
    { field: 'maximumVolumeMl', label: 'Blood, at most', value: site.maximumVolumeMl },
    { field: 'aliquotMl', label: 'Blood, each portion', value: site.aliquotMl },
  ] as const;
  const { contrastAdmixture: mixed } = site;
  return (
    <>
      {volumes.map(({ field, label, value }) => (
        <Field key={field} path={path(field)} label={label} answered={value !== null}>
          <NumberAnswer
            label={label}
            unit="mL"
            max={MAX_BLOOD_ML}
            value={value}
            onChange={(next) => set({ [field]: next })}
          />
        </Field>
      ))}
      <PartsField
        workspace={workspace}
        path={path('contrastAdmixture')}
        label="Contrast mixed in"
        text={{ key: 'agent', label: 'Agent', suggestions: ['Iohexol 300', 'Iopamidol 250'] }}
        amounts={[{ key: 'volumeMl', label: 'Volume', unit: 'mL', max: 50 }]}
        stored={mixed === null || typeof mixed === 'string' ? null : { ...mixed }}
        other={typeof mixed === 'string' ? mixed : null}
        others={['none', 'not-stated'] as const}
        onParts={({ agent, volumeMl }) =>
          set({
            contrastAdmixture: {
              agent: String(agent ?? ''),
              volumeMl: typeof volumeMl === 'number' ? volumeMl : 'not-stated',
            },
          })
        }
        onOther={(contrastAdmixture) => set({ contrastAdmixture })}
        onOpen={() => set({ contrastAdmixture: null })}
      />
      <Field
        path={path('endpoint')}
        label="Injection ends with"
        answered
        {...(site.endpoint === null ? { hint: 'Not answered; may stay open.' } : {})}
      >
        {(id) => (
          <Choice
            options={ENDPOINTS}
            words={endpointWords}
            value={site.endpoint}
            onChange={(endpoint) => set({ endpoint })}
            labelledBy={id}
          />
        )}
      </Field>
      <TextAnswer
        path={path('stopCriterion')}
        label="Stop when"
        value={site.stopCriterion}
        onChange={(stopCriterion) => set({ stopCriterion })}
        placeholder="For example: pressure or pain is felt"
      />
    </>
  );
}
