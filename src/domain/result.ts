/** An expected failure is a value. `throw` is kept for broken code. */
export type Result<T, E = Issue> = Ok<T> | Err<E>;
export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}
export interface Err<E> {
  readonly ok: false;
  readonly error: E;
}

/** A stable `code` for programs, a `message` for people; never patient data. `path` is a JSON pointer-like path. */
export interface Issue {
  readonly code: string;
  readonly message: string;
  readonly path?: string;
}

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });
export const err = <E>(error: E): Err<E> => ({ ok: false, error });
export const issue = (code: string, message: string, path?: string): Issue =>
  path === undefined ? { code, message } : { code, message, path };

/** Closes a `switch` over a union: a new member stops compiling. */
export function unreachable(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`);
}
