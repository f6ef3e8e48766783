import { Button, Menu, UnstyledButton } from '@mantine/core';
import { roleWords } from '../plan/words.ts';
import { Icon } from '../theme/icons.tsx';
import { useIdentityDialog } from './identityDialog.ts';
import { useSession, useSignOut } from './queries.ts';
import classes from './Identity.module.css';

/** Who acts, as what, and that nobody vouches for it: shown on every screen. */
export function IdentityBadge() {
  const session = useSession();
  const signOut = useSignOut();
  const ask = useIdentityDialog((state) => state.ask);
  const who = session.data;
  if (who === null || who === undefined) {
    return (
      <Button size="xs" variant="light" leftSection={<Icon name="person" size={16} />} onClick={() => ask()}>
        Enter your name
      </Button>
    );
  }
  const vouch = who.authenticated ? 'authenticated' : 'not authenticated';
  return (
    <Menu position="bottom-end" withArrow>
      <Menu.Target>
        <UnstyledButton
          className={classes.badge}
          aria-label={`${who.name}, ${roleWords[who.role]}, ${vouch}. Change`}
        >
          <Icon name="person" size={18} />
          <span>
            <span className={classes.who}>{who.name}</span>
            <span className={classes.vouch}>
              {roleWords[who.role]}, {vouch}
            </span>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => ask()}>Act as someone else…</Menu.Item>
        <Menu.Item onClick={() => signOut.mutate()}>Leave</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
