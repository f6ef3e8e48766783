import { Group, Text, Tooltip, ActionIcon } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useStore } from 'zustand';
import { areaOfPath, useSchemes } from '../theme/schemeStore.ts';
import { Icon } from '../theme/icons.tsx';
import { HealthBanner, HealthMark } from './HealthBanner.tsx';
import { IdentityBadge } from './IdentityBadge.tsx';
import { IdentityDialog } from './IdentityDialog.tsx';
import { ResearchNotice } from './ResearchNotice.tsx';
import { useServices } from './services.tsx';
import classes from './Shell.module.css';

function Brand() {
  return (
    <Link to="/" className={classes.brand} aria-label="Patchpoint, to the worklist">
      <img src="/icon.svg" width={24} height={24} alt="" />
      <Text fw={650} className={classes.brandName}>
        Patchpoint
      </Text>
    </Link>
  );
}

function Navigation() {
  const { local } = useServices();
  const verdicts = useStore(local.store, (state) => state.verdicts.length);
  const active = { className: `${classes.link} ${classes.active}` };
  return (
    <Group gap={2} component="nav" aria-label="Main">
      <Link
        to="/"
        className={classes.link}
        activeProps={active}
        activeOptions={{ exact: true, includeSearch: false }}
      >
        Worklist
      </Link>
      <Link to="/record" className={classes.link} activeProps={active}>
        Record
      </Link>
      {verdicts === 0 ? null : (
        <Link to="/verdicts" className={classes.link} activeProps={active}>
          File verdicts
        </Link>
      )}
    </Group>
  );
}

function SchemeToggle() {
  const area = useRouterState({ select: (state) => areaOfPath(state.location.pathname) });
  const scheme = useSchemes((state) => state.schemes[area]);
  const toggle = useSchemes((state) => state.toggle);
  const label = scheme === 'dark' ? 'Light screen' : 'Dark screen';
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size={34} aria-label={label} onClick={() => toggle(area)}>
        <Icon name={scheme === 'dark' ? 'sun' : 'moon'} />
      </ActionIcon>
    </Tooltip>
  );
}

/** Titles land in the browser's history: they name the screen, never the patient. */
function titleOf(pathname: string): string {
  const screens = {
    workspace: 'Images',
    plan: 'Plan review',
    record: 'Record',
    verdicts: 'File verdicts',
  } as const;
  const found = Object.entries(screens).find(([room]) => pathname.startsWith(`/${room}`));
  return `${found?.[1] ?? 'Worklist'} · Patchpoint`;
}

/** The frame of every screen: where you are, who you are, what is out of order. The workspace gets the slim bar. */
export function Shell() {
  useDocumentTitle(useRouterState({ select: (state) => titleOf(state.location.pathname) }));
  const inWorkspace = useRouterState({
    select: (state) => state.location.pathname.startsWith('/workspace/'),
  });
  return (
    <div className={inWorkspace ? classes.workspaceFrame : classes.frame}>
      <a className={classes.skip} href="#main">
        Skip to content
      </a>
      <header className={`${inWorkspace ? classes.slimBar : classes.bar} pp-noPrint`}>
        <Group gap={inWorkspace ? 12 : 24} wrap="nowrap">
          <Brand />
          <Navigation />
        </Group>
        {inWorkspace ? <div id="workspace-bar" className={classes.workspaceBar} /> : null}
        <Group gap={8} wrap="nowrap">
          {inWorkspace ? (
            <div role="alert">
              <HealthMark />
            </div>
          ) : null}
          <SchemeToggle />
          <IdentityBadge />
        </Group>
      </header>
      {inWorkspace ? null : <HealthBanner />}
      <ResearchNotice />
      <main id="main" className={inWorkspace ? classes.workspaceMain : classes.main} tabIndex={-1}>
        <Outlet />
      </main>
      <IdentityDialog />
    </div>
  );
}
