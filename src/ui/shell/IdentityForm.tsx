import { Button, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { ROLES, type Role } from '../../domain/vocabulary/terms.ts';
import { capitalised } from '../plan/siteWords.ts';
import { roleWords } from '../plan/words.ts';
import { useSignIn } from './queries.ts';
import classes from './Identity.module.css';

const roleTasks: Readonly<Record<Role, string>> = {
  radiologist: 'marks levels, leak and extravasation, signs the plan',
  'pain-physician': 'reviews the plan, accepts or returns it',
};

/** The one place where an identity enters the page: a typed name and a role, vouched for by nobody. */
export function IdentityForm({ onDone }: { readonly onDone?: () => void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role | null>(null);
  const signIn = useSignIn();
  const complete = name.trim() !== '' && role !== null;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (role !== null && complete)
      signIn.mutate({ name: name.trim(), role }, { onSuccess: () => onDone?.() });
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label="Your name"
          description="Written on what you sign. It is not checked: every plan says “not authenticated”."
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={120}
          autoComplete="name"
          data-autofocus
        />
        <Radio.Group label="You act as" value={role} onChange={(value) => setRole(value)}>
          <Stack gap={8} mt={6}>
            {ROLES.map((each) => (
              <Radio.Card
                key={each}
                value={each}
                className={classes.role}
                aria-label={`${roleWords[each]}: ${roleTasks[each]}`}
              >
                <Radio.Indicator />
                <span>
                  <Text fw={600}>{capitalised(roleWords[each])}</Text>
                  <Text size="sm" c="dimmed">
                    {roleTasks[each]}
                  </Text>
                </span>
              </Radio.Card>
            ))}
          </Stack>
        </Radio.Group>
        {signIn.error === null ? null : (
          <Text role="alert" c="var(--pp-bad)">
            {signIn.error.message}
          </Text>
        )}
        <Button type="submit" disabled={!complete} loading={signIn.isPending} size="md">
          Continue
        </Button>
      </Stack>
    </form>
  );
}
