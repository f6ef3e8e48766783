/**
 * Brings the field of a blocker into view and puts the keyboard into it. A path that no field carries leads to its
 * nearest parent: `hazards.H4.answer` to `hazards.H4`.
 *
 * @returns false when nothing on the screen belongs to the path
 */
export function focusField(path: string): boolean {
  const bare = path.replace(/^plan\./, '');
  for (
    let candidate = bare;
    candidate !== '';
    candidate = candidate.slice(0, Math.max(0, candidate.lastIndexOf('.')))
  ) {
    const field = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(candidate)}"]`);
    if (field === null) continue;
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    field.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
    const control = field.matches('input, textarea, select, button')
      ? field
      : field.querySelector<HTMLElement>('input:checked, textarea, input, select, button');
    control?.focus({ preventScroll: true });
    return true;
  }
  return false;
}
