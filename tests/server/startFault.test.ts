import { createServer } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/server/db/database.ts';
import { startFault } from '../../src/server/startFault.ts';

const taken = createServer();
afterAll(() => void taken.close());

it('says which setting to mend when the database does not answer, without its address', async () => {
  const fault: unknown = await openDatabase({
    databaseUrl: 'postgresql://secret@127.0.0.1:1/private',
    folder: '/nowhere',
  }).catch((error: unknown) => error);
  const words = startFault(fault);
  expect(words).toMatch(/^DATABASE_URL: the database does not answer/);
  expect(words).not.toMatch(/secret|private|127/);
});

it('says that another program listens on the port', async () => {
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const fault = await new Promise((done) => createServer().once('error', done).listen(port, '127.0.0.1'));
  expect(startFault(fault)).toMatch(/^PORT: another program/);
});

it('keeps what is nobody’s setting for the stack', () => {
  expect(startFault(new Error('a bug'))).toBeNull();
  expect(startFault(null)).toBeNull();
});
