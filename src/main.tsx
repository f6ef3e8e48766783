import { styleNonce } from './cspSetup.ts';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './ui/theme/tokens.css';
import { QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { version as softwareVersion } from '../package.json';
import { createLocalCases } from './app/localCases.ts';
import { createLocalMemory } from './app/localMemory.ts';
import { opened } from './app/opened.ts';
import { imagesAsked, linkedStudy, takingFirst } from './app/openAhead.ts';
import { createServerClient } from './app/serverClient.ts';
import { warmCanvas } from './app/warmCanvas.ts';
import { importFiles } from './imaging/index.ts';
import { App } from './ui/shell/App.tsx';
import type { AppServices } from './ui/shell/services.tsx';

/** The viewer is most of the page's weight; worklist, review and record do without it. */
const loadViewer = () => import('./app/openWorkspace.ts');
const loadProcedure = () => import('./app/procedure/openProcedure.ts');

/** Joins the rooms: the server client, dropped files and the viewer go in here, and the screens come out. */
const server = createServerClient();
const local = createLocalCases(importFiles, '/dicom-web', createLocalMemory(tabStorage()));
const open: AppServices['openWorkspace'] = (studyUid) =>
  opened(async () => {
    const { openWorkspace } = await loadViewer();
    return openWorkspace(
      {
        server,
        localStudies: (uid) => local.patientStudies(uid),
        localSource: (series) => local.sourceOf(series),
        softwareVersion,
      },
      studyUid,
    );
  });
const linked = linkedStudy(location);
if (linked !== null) warmCanvas();
const ahead = linked === null ? null : { studyUid: linked, opening: open(linked) };
const services: AppServices = {
  server,
  local,
  openProcedure: (planId, version) =>
    opened(async () => (await loadProcedure()).openProcedure(server, planId, version)),
  openWorkspace: takingFirst(ahead, open),
};

// The server is on this machine: a browser that believes it is offline still reaches it.
const networkMode = 'always';
const queryClient = new QueryClient({
  defaultOptions: { queries: { networkMode, retry: 1, staleTime: 2_000 }, mutations: { networkMode } },
});

/** Private windows may forbid it. */
function tabStorage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html needs an element with id "root"');
const build = (): void =>
  createRoot(root).render(
    <StrictMode>
      <App services={services} queryClient={queryClient} styleNonce={styleNonce} />
    </StrictMode>,
  );
if (ahead === null) build();
else void imagesAsked(ahead).then(build);
