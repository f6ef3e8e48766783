import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Role } from '../../domain/vocabulary/terms.ts';
import type { PlanRecord, ReviewRequest, Session } from '../../app/api.ts';
import type { CourseEvent } from '../../domain/plan/course.ts';
import type { Issue, Result } from '../../domain/result.ts';
import { useServices } from './services.tsx';

/** A refused or failed request, as TanStack Query wants it: thrown. `issue.message` is written for people. */
export class ApiFailure extends Error {
  readonly issue: Issue;
  constructor(failure: Issue) {
    super(failure.message);
    this.issue = failure;
  }
}

async function unwrap<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new ApiFailure(result.error);
  return result.value;
}

export const queryKeys = {
  health: ['health'],
  session: ['session'],
  worklist: ['worklist'],
  record: ['record'],
  plan: (planId: string) => ['plan', planId],
  looks: (name: string, planId: string, version: number) => ['looks', name, planId, version],
} as const;

export function useHealth() {
  const { server } = useServices();
  return useQuery({
    queryKey: queryKeys.health,
    queryFn: () => unwrap(server.health()),
    refetchInterval: (query) => (query.state.data?.sampleCases === 'generating' ? 2_000 : 15_000),
    retry: false,
  });
}

export function useSession() {
  const { server } = useServices();
  return useQuery({
    queryKey: queryKeys.session,
    queryFn: () => unwrap(server.session()),
    staleTime: 60_000,
  });
}

/** From now on this person acts. A question that is still on its way was asked about the one before. */
export async function actAs(client: QueryClient, session: Session | null): Promise<void> {
  await client.cancelQueries({ queryKey: queryKeys.session });
  client.setQueryData(queryKeys.session, session);
}

export function useSignIn() {
  const { server } = useServices();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, role }: { name: string; role: Role }) => unwrap(server.signIn(name, role)),
    onSuccess: async (session) => {
      await actAs(client, session);
      return client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
    },
  });
}

export function useSignOut() {
  const { server } = useServices();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(server.signOut()),
    onSuccess: () => actAs(client, null),
  });
}

export function useWorklist() {
  const { server } = useServices();
  const health = useHealth();
  return useQuery({
    queryKey: queryKeys.worklist,
    queryFn: () => unwrap(server.worklist()),
    refetchInterval: health.data?.sampleCases === 'generating' ? 2_000 : 20_000,
  });
}

/** All versions, newest first. Polls while the hand-off is on its way, so that the page shows it arrive. */
export function usePlan(planId: string) {
  const { server } = useServices();
  return useQuery({
    queryKey: queryKeys.plan(planId),
    queryFn: () => unwrap(server.plan(planId)),
    refetchInterval: (query) => (isOnItsWay(query.state.data?.[0]) ? 1_500 : 20_000),
  });
}

const isOnItsWay = (record: PlanRecord | undefined): boolean =>
  record?.handoff.kind === 'queued' || record?.procedureHandoff.kind === 'queued';

/** Opening a version is a look at it: told to the server once, which answers what this person had looked at. */
export function useLooks(planId: string, version: number) {
  const { server } = useServices();
  const name = useSession().data?.name ?? '';
  return useQuery({
    queryKey: queryKeys.looks(name, planId, version),
    queryFn: () => unwrap(server.lookAt(planId, version)),
    enabled: name !== '',
    staleTime: Infinity,
    retry: false,
  });
}

export function useReview(planId: string, version: number) {
  const { server } = useServices();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (review: ReviewRequest) => unwrap(server.review(planId, version, review)),
    onSettled: () => client.invalidateQueries(),
  });
}

export function useAddToCourse(planId: string, version: number) {
  const { server } = useServices();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (event: CourseEvent) => unwrap(server.addToCourse(planId, version, event)),
    onSettled: () => client.invalidateQueries(),
  });
}

export function useHandOff(planId: string, version: number) {
  const { server } = useServices();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(server.handOff(planId, version)),
    onSettled: () => client.invalidateQueries(),
  });
}

/** Stores the DICOM objects of a plan version in the archive. */
export function useArchivePlan(planId: string, version: number) {
  const { server } = useServices();
  return useMutation({ mutationFn: () => unwrap(server.archivePlan(planId, version)) });
}

export function useRecord() {
  const { server } = useServices();
  return useQuery({
    queryKey: queryKeys.record,
    queryFn: () => unwrap(server.record()),
    refetchInterval: 10_000,
  });
}
