import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  multipartBoundary,
  multipartEnd,
  MultipartError,
  multipartPartHeader,
  multipartParts,
  readMultipart,
  type ReadBytes,
} from '../../src/dicom/multipart.ts';
import { PartMemory } from '../../src/dicom/partMemory.ts';
import { MultipartParser } from '../../src/dicom/multipartParser.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const concat = (pieces: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(pieces));

function message(boundary: string, bodies: readonly Uint8Array[], counted: boolean): Uint8Array {
  const head = counted
    ? (body: Uint8Array) => multipartPartHeader(boundary, 'application/dicom', body.length)
    : () => text(`\r\n--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`);
  return concat([...bodies.flatMap((body) => [head(body), body]), multipartEnd(boundary)]);
}

function parseAll(bytes: Uint8Array, boundary: string, cuts: readonly number[]): Uint8Array[] {
  const parser = new MultipartParser(boundary);
  const bodies: Uint8Array[] = [];
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  let start = 0;
  for (const end of ends) {
    const parts = parser.push(bytes.subarray(start, end));
    if (!parts.ok) throw new Error(parts.error.message);
    bodies.push(...parts.value.map((part) => part.body));
    start = end;
  }
  expect(parser.finish().ok).toBe(true);
  return bodies;
}

/** Bodies full of what could be mistaken for a delimiter. */
const body = fc
  .array(fc.oneof(fc.constantFrom('\r', '\n', '\r\n', '-', '--', 'b', 'bou', '\r\n--bou'), fc.string()), {
    maxLength: 12,
  })
  .map((pieces) => text(pieces.join('').replaceAll('\r\n--boundary', '')));

describe('MultipartParser', () => {
  it.each([true, false])('returns the bodies whatever the chunks (Content-Length: %s)', (counted) => {
    fc.assert(
      fc.property(
        fc.array(body, { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(), { maxLength: 30 }),
        (bodies, cuts) => {
          const parsed = parseAll(message('boundary', bodies, counted), 'boundary', cuts);
          expect(parsed.map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual(
            bodies.map((bytes) => Buffer.from(bytes).toString('hex')),
          );
        },
      ),
    );
  });

  it('reads one byte at a time', () => {
    const bytes = message('x', [text('first'), text('\r\n--not'), text('')], false);
    expect(parseAll(bytes, 'x', [...bytes.keys()]).map((part) => Buffer.from(part).toString())).toEqual([
      'first',
      '\r\n--not',
      '',
    ]);
  });

  it('finds the end of a part larger than its buffer', () => {
    const large = new Uint8Array(300_000).map((_, i) => (i * 31) % 251);
    const bytes = message('x', [text('small'), large, text('last')], false);
    const cuts = Array.from({ length: 290 }, (_, i) => (i + 1) * 1031);
    expect(parseAll(bytes, 'x', cuts).map((part) => part.length)).toEqual([5, 300_000, 4]);
  });

  it('lowers header names, accepts a preamble and no leading line break', () => {
    const parser = new MultipartParser('b');
    const parts = parser.push(
      text('--b\r\nContent-TYPE: a/b; x=y\r\nContent-Location: /f/1\r\n\r\nz\r\n--b--'),
    );
    expect(parts.ok && [...(parts.value[0]?.headers ?? [])]).toEqual([
      ['content-type', 'a/b; x=y'],
      ['content-location', '/f/1'],
    ]);
    const withPreamble = new MultipartParser('b').push(text('words\r\n--b\r\n\r\nz\r\n--b--\r\nwords'));
    expect(withPreamble.ok && withPreamble.value.length).toBe(1);
  });

  it.each([true, false])(
    'reads into memory of its own, handed over or not (Content-Length: %s)',
    async (counted) => {
      const taken = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(
          fc.array(body, { minLength: 1, maxLength: 5 }),
          taken,
          fc.boolean(),
          async (bodies, counts, handsOver) => {
            const bytes = message('boundary', bodies, counted);
            const memory = new PartMemory();
            let at = 0;
            let reads = 0;
            const read: ReadBytes = (room) => {
              if (at === bytes.length) return Promise.resolve(null);
              const own = room();
              const start = own.byteOffset;
              const wanted = 1 + (counts[reads % counts.length] ?? 0);
              const count = Math.min(wanted, own.length, bytes.length - at);
              own.set(bytes.subarray(at, at + count));
              at += count;
              reads += 1;
              const buffer = handsOver ? structuredClone(own.buffer, { transfer: [own.buffer] }) : own.buffer;
              return Promise.resolve(new Uint8Array(buffer, start, count));
            };
            const seen: string[] = [];
            for await (const part of readMultipart(read, 'boundary', memory)) {
              seen.push(Buffer.from(part.body).toString('hex'));
              memory.giveBack(part.body);
            }
            expect(seen).toEqual(bodies.map((one) => Buffer.from(one).toString('hex')));
          },
        ),
      );
    },
  );

  it('fills memory anew that was given back, and no other', async () => {
    const memory = new PartMemory();
    const first = memory.take(100);
    const other = memory.take(100);
    expect(other).not.toBe(first);
    memory.giveBack(new Uint8Array(first, 3, 5));
    memory.giveBack(new Uint8Array(first));
    expect(memory.take(90)).toBe(first);
    expect(memory.take(90)).not.toBe(first);
    memory.giveBack(new Uint8Array(first));
    expect(memory.take(101).byteLength).toBe(101);
    const large = new Uint8Array(5 * 2 ** 20);
    memory.giveBack(large);
    expect(memory.take(100)).not.toBe(large.buffer);
    memory.giveBack(new Uint8Array(first));
    memory.close();
    memory.giveBack(new Uint8Array(other));
    expect([first, other]).not.toContain(memory.take(100));
  });

  it('refuses a wrong Content-Length', () => {
    const bytes = text('--b\r\nContent-Length: 3\r\n\r\nfour\r\n--b--');
    const parts = new MultipartParser('b').push(bytes);
    expect(parts.ok ? null : parts.error.code).toBe('multipart-malformed');
  });

  it('tells a cut answer from a whole one', async () => {
    const bytes = message('b', [text('abc'), text('def')], true);
    async function* cut(): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, bytes.length - 4);
    }
    const seen: string[] = [];
    await expect(async () => {
      for await (const part of multipartParts(cut(), 'b')) seen.push(Buffer.from(part.body).toString());
    }).rejects.toBeInstanceOf(MultipartError);
    expect(seen).toEqual(['abc', 'def']);
  });
});

describe('multipartBoundary', () => {
  it.each([
    ['multipart/related; type="application/dicom"; boundary=abc', 'abc'],
    ['multipart/related; boundary="a b;c"; type="application/dicom"', 'a b;c'],
    ['Multipart/Related;BOUNDARY=x', 'x'],
    ['application/dicom; boundary=abc', null],
    ['multipart/related', null],
  ])('%s', (contentType, boundary) => {
    expect(multipartBoundary(contentType)).toBe(boundary);
  });
});
