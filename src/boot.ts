/**
 * A browser shows that a page is loading until its scripts have run, and draws its own frame anew for each step of that.
 * The page says that it is there first and starts then; its scripts are fetched beside it (`vite.config.ts`).
 */
const start = (): void => void import('./main.tsx');

if (document.readyState === 'complete') start();
else window.addEventListener('load', start, { once: true });
