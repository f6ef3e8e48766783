import fastify from 'fastify';
import { expect, test } from 'vitest';
import { answerError } from '../../src/server/errors.ts';

test.each([
  ['a client that leaves while it sends is no lost database', { code: 'ECONNRESET', statusCode: 400 }, 400],
  ['a connection to the database that is cut is one', { code: 'ECONNRESET' }, 503],
])('%s', async (_, facts, status) => {
  const server = fastify();
  server.setErrorHandler(answerError);
  server.get('/', () => {
    throw Object.assign(new Error('aborted'), facts);
  });
  expect((await server.inject('/')).statusCode).toBe(status);
  await server.close();
});
