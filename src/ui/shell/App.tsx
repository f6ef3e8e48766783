import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { RouterProvider, useRouterState } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { areaOfPath, useSchemes } from '../theme/schemeStore.ts';
import { cssVariables, theme } from '../theme/theme.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { router } from './router.tsx';
import { ServicesProvider, type AppServices } from './services.tsx';

interface AppProps {
  readonly services: AppServices;
  readonly queryClient: QueryClient;
  readonly styleNonce: string;
}

const printing = window.matchMedia('print');
const onPrintChange = (listener: () => void): (() => void) => {
  printing.addEventListener('change', listener);
  return () => printing.removeEventListener('change', listener);
};

/** Paper is light whatever the screen is. */
function useScheme(): 'light' | 'dark' {
  const area = useRouterState({ router, select: (state) => areaOfPath(state.location.pathname) });
  const scheme = useSchemes((state) => state.schemes[area]);
  const onPaper = useSyncExternalStore(onPrintChange, () => printing.matches);
  return onPaper ? 'light' : scheme;
}

export function App({ services, queryClient, styleNonce }: AppProps) {
  const scheme = useScheme();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={scheme}
      getStyleNonce={() => styleNonce}
    >
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <ServicesProvider services={services}>
            <ModalsProvider>
              <Notifications position="bottom-right" />
              <RouterProvider router={router} />
            </ModalsProvider>
          </ServicesProvider>
        </QueryClientProvider>
      </ErrorBoundary>
    </MantineProvider>
  );
}
