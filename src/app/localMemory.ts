/** Which studies this tab has opened from dropped files, by UID only: after a reload the files themselves are gone. */
export interface LocalMemory {
  has(studyUid: string): boolean;
  add(studyUids: Iterable<string>): void;
  remove(studyUid: string): void;
}

const STORAGE_KEY = 'patchpoint.local-studies';

/** In `storage`, which a browser may forbid or have filled: then nothing is remembered, and nothing fails. */
export function createLocalMemory(storage: Pick<Storage, 'getItem' | 'setItem'> | null): LocalMemory {
  const read = (): ReadonlySet<string> => {
    try {
      const value: unknown = JSON.parse(storage?.getItem(STORAGE_KEY) ?? '[]');
      return new Set(Array.isArray(value) ? value.filter((uid) => typeof uid === 'string') : []);
    } catch {
      return new Set();
    }
  };
  const write = (uids: Iterable<string>): void => {
    try {
      storage?.setItem(STORAGE_KEY, JSON.stringify([...uids]));
    } catch {
      // Not remembered: a reload then says that the study is unknown, as it does for any other.
    }
  };
  return {
    has: (studyUid) => read().has(studyUid),
    add: (studyUids) => write(new Set([...read(), ...studyUids])),
    remove: (studyUid) => write([...read()].filter((uid) => uid !== studyUid)),
  };
}
