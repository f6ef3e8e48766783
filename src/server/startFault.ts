/** Why the server could not start, for the person who starts it: a setting and a sentence, never a value or a stack. */
export function startFault(error: unknown): string | null {
  const code = codeOf(error);
  return code === null ? null : (WORDS[code] ?? null);
}

const NO_DATABASE = 'DATABASE_URL: the database does not answer. Start it, or correct the address';

const WORDS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'PORT: another program is listening there. Stop it, or choose another port.',
  EACCES: 'PORT: this account may not listen there. Choose a port from 1024 up.',
  EADDRNOTAVAIL: 'HOST: this computer has no such address.',
  ECONNREFUSED: `${NO_DATABASE} (connection refused).`,
  ENOTFOUND: `${NO_DATABASE} (no computer of that name).`,
  EAI_AGAIN: `${NO_DATABASE} (its name cannot be looked up).`,
  ETIMEDOUT: `${NO_DATABASE} (no answer in time).`,
  ECONNRESET: `${NO_DATABASE} (the connection was cut).`,
  // PostgreSQL's own codes, SQLSTATE.
  '28P01': 'DATABASE_URL: the database refuses this user or password.',
  '28000': 'DATABASE_URL: the database refuses this user.',
  '3D000': 'DATABASE_URL: there is no database of that name. Create it first.',
  '42501': 'DATABASE_URL: this user may not create the tables.',
  '57P03': 'DATABASE_URL: the database is starting. Try again in a moment.',
};

/** The innermost code: drivers and our own migration wrap what went wrong. */
function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const inner = 'cause' in error ? codeOf(error.cause) : null;
  if (inner !== null) return inner;
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
}
