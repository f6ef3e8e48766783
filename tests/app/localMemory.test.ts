import { expect, it } from 'vitest';
import { createLocalMemory } from '../../src/app/localMemory.ts';

const storage = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
};

it('remembers over a reload which studies came from dropped files, until they are taken off the list', () => {
  const tab = storage();
  createLocalMemory(tab).add(['1.2', '1.3']);
  const reloaded = createLocalMemory(tab);
  expect([reloaded.has('1.2'), reloaded.has('9')]).toEqual([true, false]);
  reloaded.remove('1.2');
  expect([reloaded.has('1.2'), reloaded.has('1.3')]).toEqual([false, true]);
});

type Kept = Parameters<typeof createLocalMemory>[0];
const holding = (text: string): Kept => ({ getItem: () => text, setItem: () => undefined });
const full: Kept = {
  getItem: () => null,
  setItem: () => {
    throw new Error('QuotaExceededError');
  },
};

it.each<[string, Kept]>([
  ['forbidden', null],
  ['full', full],
  ['filled with something else', holding('{"a":1}')],
  ['broken', holding('[')],
])('a storage that is %s remembers nothing and fails nothing', (_, kept) => {
  const memory = createLocalMemory(kept);
  memory.add(['1.2']);
  expect(memory.has('1.2')).toBe(false);
});
