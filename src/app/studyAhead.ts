import type { ServerApi } from './api.ts';

/** The study of a cold deep link, `/workspace/UID` or `?study=UID`; null for other addresses. */
export function deepLinkedStudy({ pathname, search }: Pick<Location, 'pathname' | 'search'>): string | null {
  const inPath = /^\/workspace\/([0-9.]+)$/.exec(pathname)?.[1];
  return inPath ?? new URLSearchParams(search).get('study');
}

/** Asks for one study now: the first to ask for it later gets that answer, everybody else a fresh one. */
export function withStudyAhead(server: ServerApi, studyUid: string): ServerApi {
  let ahead: ReturnType<ServerApi['study']> | null = server.study(studyUid);
  return {
    ...server,
    study: (uid) => {
      const answer = uid === studyUid && ahead !== null ? ahead : server.study(uid);
      if (uid === studyUid) ahead = null;
      return answer;
    },
  };
}
