/**
 * A browser shows that a page is loading until its scripts have run, and draws its own frame anew for each step of that.
 * The page says that it is there first and starts then; its scripts are fetched beside it (`vite.config.ts`).
 */
const start = (): void => void import('./main.tsx').catch(sayFailure);

/** Nothing of the page is there to say it. The browser's console keeps what it was. */
function sayFailure(error: unknown): void {
  reportError(error);
  const words = document.createElement('p');
  words.setAttribute('role', 'alert');
  words.textContent =
    'Patchpoint could not be loaded: its scripts did not come, or this browser cannot run them. Reload the page; if that does not help, tell those who run the server.';
  document.body.replaceChildren(words);
}

if (document.readyState === 'complete') start();
else window.addEventListener('load', start, { once: true });
