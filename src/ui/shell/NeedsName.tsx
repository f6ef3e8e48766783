import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { IdentityForm } from './IdentityForm.tsx';
import { useSession } from './queries.ts';
import classes from './Identity.module.css';

/** Plans and records open for someone who has said who they are; until then the page asks, in place. */
export function NeedsName({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  if (session.isPending) return null;
  if (session.data !== null) return children;
  return (
    <section className={classes.gate} aria-labelledby="who-are-you">
      <Stack gap="xs" mb="md">
        <Title order={1} size="h3" id="who-are-you">
          Who are you?
        </Title>
        <Text size="sm" c="dimmed">
          Plans hold patient data, so this server wants a name before it shows one.
        </Text>
      </Stack>
      <IdentityForm />
    </section>
  );
}
