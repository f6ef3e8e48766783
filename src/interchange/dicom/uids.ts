import { v5 as uuidV5 } from 'uuid';

/** Fixed namespace: the same plan version always gives the same object identity. */
const NAMESPACE = '0f6b1f0a-2d5e-4c55-8c6e-8f8a3a4f6b11';

/** A UID under 2.25 (PS3.5 annex B.2) from words: the same words give the same UID, here and tomorrow. */
export const derivedUid = (...words: readonly (string | number)[]): string =>
  `2.25.${BigInt(`0x${uuidV5(words.join('\n'), NAMESPACE).replaceAll('-', '')}`)}`;

/** Identity of the private coding scheme 99CSFPLAN. */
export const PRIVATE_SCHEME_UID = derivedUid('coding-scheme', '99CSFPLAN');
