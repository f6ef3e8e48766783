import { Title } from '@mantine/core';
import type { Workspace } from '../../app/workspace.ts';
import type { CaseDocument, DeclaredHazard } from '../../domain/case/document.ts';
import { HAZARD_QUESTIONS, questionTopic } from '../../domain/plan/rules/catalogue.ts';
import type { HazardRule } from '../../domain/plan/rules/model.ts';
import { presenceWords } from './circumstanceWords.ts';
import { Choice } from './fields/Choice.tsx';
import { CommittedTextarea } from './fields/CommittedTextarea.tsx';
import { Field } from './fields/Field.tsx';
import { LevelField } from './fields/LevelField.tsx';
import classes from './Plan.module.css';

interface HazardQuestionsProps {
  readonly workspace: Workspace;
  readonly doc: CaseDocument;
}

const presence = ['no', 'yes', 'not-stated'] as const;

/** What only a person knows. "Not stated" is an answer and is shown as such to the reviewer; it is never read as no. */
export function HazardQuestions({ workspace, doc }: HazardQuestionsProps) {
  return (
    <section className={classes.section} aria-labelledby="safety-questions">
      <Title order={3} size="h5" id="safety-questions" className={classes.sectionHead}>
        Safety questions
      </Title>
      {HAZARD_QUESTIONS.map((rule) => (
        <Question
          key={rule.id}
          workspace={workspace}
          doc={doc}
          rule={rule}
          declared={doc.plan.declaredHazards.find((each) => each.id === rule.id)}
        />
      ))}
    </section>
  );
}

interface QuestionProps extends HazardQuestionsProps {
  readonly rule: HazardRule;
  readonly declared: DeclaredHazard | undefined;
}

function Question({ workspace, doc, rule, declared }: QuestionProps) {
  const declare = (patch: Partial<Omit<DeclaredHazard, 'id'>>): void => {
    workspace.dispatch({
      type: 'hazard/declare',
      hazard: { id: rule.id, present: 'not-stated', level: null, note: '', ...declared, ...patch },
    });
  };
  return (
    <>
      <Field
        path={`hazards.${rule.id}`}
        label={rule.question ?? rule.title}
        answered={declared !== undefined || !rule.mustAnswer}
        hint={`${rule.id} · ${rule.mustAnswer ? 'must be answered' : 'if known'}`}
      >
        {(labelId) => (
          <Choice
            options={presence}
            words={presenceWords}
            value={declared?.present ?? null}
            onChange={(present) => declare({ present, ...(present === 'yes' ? {} : { level: null }) })}
            labelledBy={labelId}
          />
        )}
      </Field>
      {declared?.present === 'yes' ? (
        <div className={classes.followUp}>
          {rule.asksLevel ? (
            <LevelField
              path={`hazards.${rule.id}.level`}
              label="At which level"
              value={declared.level}
              others={[]}
              scheme={doc.numbering}
              onChange={(level) => declare({ level })}
              hint="Left open, no site counts as clear of it."
            />
          ) : null}
          <CommittedTextarea
            label={`Note on ${questionTopic(rule.id).toLowerCase()}`}
            maxLength={800}
            stored={declared.note}
            onCommit={(text) => declare({ note: text.trim() })}
          />
        </div>
      ) : null}
    </>
  );
}
