import '../../../src/cspSetup.ts';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '../../../src/ui/theme/tokens.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { createLocalCases } from '../../../src/app/localCases.ts';
import { err, issue } from '../../../src/domain/result.ts';
import { App } from '../../../src/ui/shell/App.tsx';
import { cssVariables, theme } from '../../../src/ui/theme/theme.ts';
import { PlanHarness } from './PlanHarness.tsx';
import { scriptedServer } from './scriptedServer.ts';

/** The real screens over a scripted server, for pictures and axe in states a live server reaches only by accident. */
const state =
  new URLSearchParams(location.search).get('state') ?? sessionStorage.getItem('harness.state') ?? 'normal';
sessionStorage.setItem('harness.state', state);

const local = createLocalCases(() => Promise.resolve(err(issue('no-import', 'The harness opens no files.'))));
const root = document.getElementById('root');
if (root === null) throw new Error('The harness page needs an element with id "root"');
createRoot(root).render(
  state.startsWith('plan-') ? (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme="dark">
      <PlanHarness complete={state === 'plan-complete'} width={400} />
    </MantineProvider>
  ) : (
    <App
      services={{
        server: scriptedServer(state),
        local,
        openProcedure: () => Promise.resolve(err(issue('viewer', 'Not in this harness.'))),
        openWorkspace: () => Promise.resolve(err(issue('no-images', 'The harness has no images.'))),
      }}
      queryClient={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
      styleNonce=""
    />
  ),
);
