import { config } from 'zod';

/**
 * Must be the first import of the page: react-remove-scroll reads the nonce and zod probes `eval` when their modules
 * start; later is too late under the strict policy. The server writes a fresh nonce into the meta tag per response.
 */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

Object.assign(globalThis, { __webpack_nonce__: styleNonce });
config({ jitless: true });
