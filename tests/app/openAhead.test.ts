import { describe, expect, it, vi } from 'vitest';
import { imagesAsked, linkedStudy, takingFirst } from '../../src/app/openAhead.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import { ok, type Result } from '../../src/domain/result.ts';

const at = (path: string) => linkedStudy(new URL(path, 'http://localhost'));

/** An opener that counts, and workspaces that tell when they are closed. */
function opener() {
  const closed: string[] = [];
  const open = vi.fn<(studyUid: string) => Promise<Result<Workspace>>>((studyUid) =>
    Promise.resolve(ok({ close: () => closed.push(studyUid) } as unknown as Workspace)),
  );
  return { open, closed };
}

describe('a deep link', () => {
  it('names a study by its address, and nothing else does', () => {
    expect(at('/workspace/1.2.3')).toBe('1.2.3');
    expect(at('/?study=1.2.3')).toBe('1.2.3');
    expect(at('/workspace/1.2.3/x')).toBeNull();
    expect(at('/workspace/..%2F')).toBeNull();
    expect(at('/plan/1.2.3')).toBeNull();
  });

  it('is opened once, for the first who asks', async () => {
    const { open, closed } = opener();
    const ahead = { studyUid: '1.2', opening: open('1.2') };
    const asked = takingFirst(ahead, open);
    expect(await asked('1.2')).toBe(await ahead.opening);
    expect(open).toHaveBeenCalledTimes(1);
    expect(await asked('1.2')).not.toBe(await ahead.opening);
    expect(open).toHaveBeenCalledTimes(2);
    expect(closed).toEqual([]);
  });

  it('is closed where another study is asked for', async () => {
    const { open, closed } = opener();
    const asked = takingFirst({ studyUid: '1.2', opening: open('1.2') }, open);
    await asked('3.4');
    expect(closed).toEqual(['1.2']);
    expect(open.mock.calls).toEqual([['1.2'], ['3.4']]);
  });

  it('does not keep the page waiting for an archive that does not answer, or fails', async () => {
    const never = new Promise<never>(() => undefined);
    await expect(imagesAsked({ studyUid: '1.2', opening: never })).resolves.toBeUndefined();
    const failing = Promise.reject(new Error('offline'));
    await expect(imagesAsked({ studyUid: '1.2', opening: failing })).resolves.toBeUndefined();
  });
});
