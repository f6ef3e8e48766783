import { err, issue, type Result } from '../domain/result.ts';

/**
 * Opens a screen whose scripts come from the server when it is first wanted: where they do not come, or the opening
 * breaks, that is said. A rejection would leave the screen waiting for ever.
 */
export async function opened<T>(open: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await open();
  } catch {
    return err(
      issue(
        'page-incomplete',
        'A part of this page did not come from the server, or broke while it was opened. Reload the page; what you marked is kept.',
      ),
    );
  }
}
