import type { Result } from '../domain/result.ts';
import type { Workspace } from './workspace.ts';

type Open = (studyUid: string) => Promise<Result<Workspace>>;

/** The study that the address of a page names (`/workspace/<uid>`, or `?study=<uid>` of a link); null for other pages. */
export function linkedStudy({ pathname, search }: Pick<Location, 'pathname' | 'search'>): string | null {
  const uid =
    /^\/workspace\/([^/]+)\/?$/.exec(pathname)?.[1] ?? new URLSearchParams(search).get('study') ?? '';
  return /^[0-9.]+$/.test(uid) ? uid : null;
}

/** A study that is being opened beside the building of the page. */
export interface Ahead {
  readonly studyUid: string;
  readonly opening: Promise<Result<Workspace>>;
}

/** The first to ask for the study gets that workspace; where another is asked for first, it is closed. */
export function takingFirst(ahead: Ahead | null, open: Open): Open {
  let kept = ahead;
  return (studyUid) => {
    const taken = kept;
    kept = null;
    if (taken?.studyUid === studyUid) return taken.opening;
    void taken?.opening.then(
      (result) => result.ok && result.value.close(),
      () => undefined,
    );
    return open(studyUid);
  };
}

/** The page is built at the latest this long after its scripts are there, whatever the archive does. */
const BUILD_AT_LATEST_MS = 300;

/** Waits until the images of a study are asked for: building a page takes the time in which they could be on their way. */
export async function imagesAsked({ opening }: Ahead): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, BUILD_AT_LATEST_MS));
  await Promise.race([opening.catch(() => undefined), late]);
}
