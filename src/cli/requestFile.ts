import { parseArgs } from 'node:util';
import { z } from 'zod';
import { err, issue, ok, type Issue, type Result } from '../domain/result.ts';
import { readJson } from './readJson.ts';

/**
 * Runs a request command: reads the file (or `-`, standard input), checks it, answers one object or an array in the
 * same order. JSON goes to standard output; words go to standard error, the answers in words where `--json` is absent.
 *
 * @returns exit code: 0 answered, 2 wrong use or unreadable request
 * Source: definitions.md "Command line"
 */
export async function runRequestCommand<Request>(
  args: readonly string[],
  command: {
    readonly name: string;
    readonly schema: z.ZodType<Request>;
    readonly answer: (request: Request) => unknown;
    /** Lines for people, one or more a request. */
    readonly words: (request: Request) => readonly string[];
  },
): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [path, ...rest] = positionals;
  if (path === undefined || rest.length > 0) {
    console.error(`Usage: patchpoint ${command.name} REQUEST.json|- --json`);
    return 2;
  }
  const json = await readJson(path);
  const requests = json.ok ? parseRequests(json.value, command.schema) : err([json.error]);
  if (!requests.ok) {
    for (const one of requests.error)
      console.error(one.path === undefined ? one.message : `${one.path}: ${one.message}`);
    return 2;
  }
  const answers = requests.value.map(command.answer);
  console.log(JSON.stringify(json.ok && Array.isArray(json.value) ? answers : answers[0], null, 2));
  if (values.json !== true)
    for (const request of requests.value) for (const line of command.words(request)) console.error(line);
  return 0;
}

function parseRequests<Request>(
  json: unknown,
  schema: z.ZodType<Request>,
): Result<readonly Request[], readonly Issue[]> {
  const parsed = Array.isArray(json) ? z.array(schema).safeParse(json) : schema.safeParse(json);
  if (parsed.success) return ok(Array.isArray(parsed.data) ? parsed.data : [parsed.data]);
  return err(
    parsed.error.issues.map((found) =>
      issue('malformed', found.message, ['request', ...found.path].join('.')),
    ),
  );
}
