import { Button } from '@mantine/core';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  useRouter,
} from '@tanstack/react-router';
import { planSearch, worklistSearch } from '../../app/search.ts';
import { BrokenScreen } from './ErrorBoundary.tsx';
import { NeedsName } from './NeedsName.tsx';
import { Shell } from './Shell.tsx';
import { StateMessage } from './StateMessage.tsx';
import { WorkspaceRoute } from './WorkspaceRoute.tsx';

/** Screens that a deep link into images does not wait for. */
const WorklistPage = lazyRouteComponent(() => import('../worklist/WorklistPage.tsx'), 'WorklistPage');
const ReviewPage = lazyRouteComponent(() => import('../review/ReviewPage.tsx'), 'ReviewPage');
const ProcedurePage = lazyRouteComponent(() => import('../procedure/ProcedurePage.tsx'), 'ProcedurePage');
const RecordPage = lazyRouteComponent(() => import('../record/RecordPage.tsx'), 'RecordPage');
const RecordPlanPage = lazyRouteComponent(() => import('../record/RecordPlanPage.tsx'), 'RecordPlanPage');
const VerdictsPage = lazyRouteComponent(() => import('../verdicts/VerdictsPage.tsx'), 'VerdictsPage');

/** Addresses hold UIDs and plan ids, never anything that names a patient. */
const root = createRootRoute({ component: Shell, notFoundComponent: NoSuchPage });

const worklist = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: worklistSearch,
  beforeLoad: ({ search }) => {
    if (search.study !== undefined) {
      throw redirect({ to: '/workspace/$studyUid', params: { studyUid: search.study }, replace: true });
    }
  },
  component: WorklistPage,
});

const workspace = createRoute({
  getParentRoute: () => root,
  path: '/workspace/$studyUid',
  component: () => {
    const { studyUid } = workspace.useParams();
    return <WorkspaceRoute key={studyUid} studyUid={studyUid} />;
  },
});

const plan = createRoute({
  getParentRoute: () => root,
  path: '/plan/$planId',
  validateSearch: planSearch,
  component: () => {
    const { planId } = plan.useParams();
    const { version } = plan.useSearch();
    return (
      <NeedsName>
        <ReviewPage planId={planId} version={version ?? null} />
      </NeedsName>
    );
  },
});

const procedure = createRoute({
  getParentRoute: () => root,
  path: '/plan/$planId/procedure',
  validateSearch: planSearch,
  component: () => {
    const { planId } = procedure.useParams();
    const { version } = procedure.useSearch();
    return (
      <NeedsName>
        <ProcedurePage planId={planId} version={version ?? null} />
      </NeedsName>
    );
  },
});

const record = createRoute({
  getParentRoute: () => root,
  path: '/record',
  component: () => (
    <NeedsName>
      <RecordPage />
    </NeedsName>
  ),
});

const recordPlan = createRoute({
  getParentRoute: () => root,
  path: '/record/$planId',
  component: () => (
    <NeedsName>
      <RecordPlanPage planId={recordPlan.useParams().planId} />
    </NeedsName>
  ),
});

const verdicts = createRoute({ getParentRoute: () => root, path: '/verdicts', component: VerdictsPage });

export const router = createRouter({
  routeTree: root.addChildren([worklist, workspace, plan, procedure, record, recordPlan, verdicts]),
  defaultErrorComponent: Broken,
  scrollRestoration: true,
});

function Broken() {
  const { invalidate } = useRouter();
  return <BrokenScreen onRetry={() => void invalidate()} />;
}

function NoSuchPage() {
  return (
    <StateMessage
      icon="search"
      title="There is no such page"
      actions={
        <Button component="a" href="/">
          To the worklist
        </Button>
      }
    >
      The address is not one of Patchpoint. Open the patient or the plan from the worklist.
    </StateMessage>
  );
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
