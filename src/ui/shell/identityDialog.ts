import { create } from 'zustand';

interface IdentityDialogState {
  readonly open: boolean;
  readonly afterwards: (() => void) | null;
  /** Opens the dialog; `afterwards` runs when a name was given. */
  readonly ask: (afterwards?: () => void) => void;
  readonly done: () => void;
  readonly dismiss: () => void;
}

export const useIdentityDialog = create<IdentityDialogState>((set, get) => ({
  open: false,
  afterwards: null,
  ask: (afterwards) => set({ open: true, afterwards: afterwards ?? null }),
  done: () => {
    const { afterwards } = get();
    set({ open: false, afterwards: null });
    afterwards?.();
  },
  dismiss: () => set({ open: false, afterwards: null }),
}));
