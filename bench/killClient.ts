/** A caller with a session; answers are status and JSON. A connection cut by the kill is `null`: nothing acknowledged. */
export interface Client {
  readonly call: (
    method: string,
    path: string,
    body?: object | Buffer,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<{ readonly status: number; readonly body: unknown; readonly bytes: Buffer } | null>;
}

export async function signIn(url: string, role: 'radiologist' | 'pain-physician'): Promise<Client> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: `Bench ${role}`, role }),
  });
  if (!response.ok) throw new Error(`Signing in answered ${String(response.status)}.`);
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return {
    call: async (method, path, body, headers = {}) => {
      const isBytes = Buffer.isBuffer(body);
      try {
        const answer = await fetch(`${url}${path}`, {
          method,
          headers: {
            cookie,
            ...(body === undefined ? {} : { 'content-type': isBytes ? 'image/png' : 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
        });
        const bytes = Buffer.from(await answer.arrayBuffer());
        const isJson = (answer.headers.get('content-type') ?? '').includes('json');
        const parsed: unknown = isJson ? JSON.parse(bytes.toString('utf8')) : null;
        return { status: answer.status, body: parsed, bytes };
      } catch {
        return null;
      }
    },
  };
}
