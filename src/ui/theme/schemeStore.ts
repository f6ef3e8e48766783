import { create } from 'zustand';

/** Images are read in the dark; review and record are read in a bright suite and on paper. Each area remembers. */
export type SchemeArea = 'reading' | 'reviewing';
export type Scheme = 'light' | 'dark';

const keyOf = (area: SchemeArea): string => `patchpoint.scheme.${area}`;
const defaults: Readonly<Record<SchemeArea, Scheme>> = { reading: 'dark', reviewing: 'light' };

function remembered(area: SchemeArea): Scheme {
  const value = localStorage.getItem(keyOf(area));
  return value === 'light' || value === 'dark' ? value : defaults[area];
}

interface SchemeState {
  readonly schemes: Readonly<Record<SchemeArea, Scheme>>;
  readonly toggle: (area: SchemeArea) => void;
}

export const useSchemes = create<SchemeState>((set) => ({
  schemes: { reading: remembered('reading'), reviewing: remembered('reviewing') },
  toggle: (area) =>
    set((state) => {
      const next: Scheme = state.schemes[area] === 'dark' ? 'light' : 'dark';
      localStorage.setItem(keyOf(area), next);
      return { schemes: { ...state.schemes, [area]: next } };
    }),
}));

export const areaOfPath = (pathname: string): SchemeArea =>
  pathname.startsWith('/plan/') || pathname.startsWith('/record') ? 'reviewing' : 'reading';
