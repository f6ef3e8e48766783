import { useStore } from 'zustand';
import { createPreferences, type Preferences } from '../../app/workspace/preferences.ts';
import { pageStorage } from '../common/pageStorage.ts';

/** One set of preferences a page; private windows without storage keep it for the page alone. */
export const preferences = createPreferences(pageStorage());

export function usePreferences<T>(select: (preferences: Preferences) => T): T {
  return useStore(preferences, select);
}
