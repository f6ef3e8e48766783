import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import type { Session } from '../../src/app/api.ts';
import { actAs, queryKeys } from '../../src/ui/shell/queries.ts';
import { gate } from '../app/support.ts';

it('an answer from before a name was given does not take the name away', async () => {
  const client = new QueryClient();
  const asked = gate();
  const before = client.fetchQuery({
    queryKey: queryKeys.session,
    queryFn: async () => {
      await asked.passed;
      return null;
    },
  });
  const session: Session = { name: 'R', role: 'radiologist', authenticated: false };
  await actAs(client, session);
  asked.open();
  await before.catch(() => undefined);
  expect(client.getQueryData(queryKeys.session)).toEqual(session);
});
