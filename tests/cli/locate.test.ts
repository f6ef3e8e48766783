import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerLocate, locateRequestSchema } from '../../src/cli/locate.ts';
import { runPatchpoint } from './runPatchpoint.ts';
import { CT_LUMBAR } from '../domain/spine/spines.ts';

const labels = CT_LUMBAR.map(({ level, pointLpsMm }) => ({ level, lps: pointLpsMm }));
const request = {
  id: 'golden',
  labels,
  points: [
    { id: 'a', lps: [-8, -105, 252] },
    { id: 'b', lps: [12, -110, 330] },
  ],
};

describe('locate request', () => {
  it('answers with the exact fields of the contract', () => {
    const answer = answerLocate(locateRequestSchema.parse(request));
    expect(Object.keys(answer)).toEqual(['id', 'points']);
    expect(Object.keys(answer.points[0] ?? {})).toEqual([
      'id', 'vertebra', 'interspace', 'fraction', 'near', 'side', 'lateralMm', 'apMm', 'exitingRoot', 'problems',
    ]); // prettier-ignore
    expect(answer.points).toMatchObject([
      {
        id: 'a',
        vertebra: 'L5',
        interspace: 'L5-S1',
        near: [],
        side: 'right',
        exitingRoot: 'L5',
        problems: [],
      },
      {
        id: 'b',
        vertebra: 'L2',
        interspace: 'L2-L3',
        near: ['L3'],
        side: 'left',
        exitingRoot: 'L2',
        problems: ['side-uncertain'],
      },
    ]);
  });

  it('reads any spelling of a level and passes the variants on', () => {
    const spine = [
      { level: 'th 11', lps: [0, 0, 0] },
      { level: 'l1', lps: [0, 0, -30] },
    ];
    const ask = (absent: string[]) =>
      answerLocate(locateRequestSchema.parse({ labels: spine, points: [{ lps: [0, 0, -10] }], absent }))
        .points[0];
    expect(ask([])).toMatchObject({ id: null, interspace: null, problems: ['missing-label:T12'] });
    expect(ask(['D12'])).toMatchObject({ interspace: 'T11-L1', problems: [] });
  });

  it('takes null for what may be left out', () => {
    const points = [{ id: null, lps: [12, -110, 330] }];
    const nothing = { id: null, posterior: null, absent: null, extra: null };
    const answer = answerLocate(locateRequestSchema.parse({ labels, points, ...nothing }));
    expect(answer).toMatchObject({ id: null, points: [{ id: null, interspace: 'L2-L3' }] });
  });

  it('uses posterior points', () => {
    const posterior = labels.map(({ level, lps: [x, y, z] }) => ({ level, lps: [x + 6, y + 40, z] }));
    const plain = answerLocate(locateRequestSchema.parse(request)).points[1];
    const known = answerLocate(locateRequestSchema.parse({ ...request, posterior })).points[1];
    expect(known?.lateralMm).toBeLessThan((plain?.lateralMm ?? 0) - 2);
  });
});

describe('patchpoint locate', () => {
  it('answers one object for one and an array for many, in order, JSON alone on standard output', async () => {
    const one = await runPatchpoint(['locate', '-', '--json'], JSON.stringify(request));
    expect(one).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(one.stdout)).toMatchObject({ id: 'golden', points: [{ id: 'a' }, { id: 'b' }] });
    const many = await runPatchpoint(
      ['locate', '-', '--json'],
      JSON.stringify([
        { ...request, id: 2 },
        { ...request, id: 1 },
      ]),
    );
    expect(JSON.parse(many.stdout).map(({ id }: { id: number }) => id)).toEqual([2, 1]);
  });

  it('ends without a stack when its reader goes away', async () => {
    const points = Array.from({ length: 2000 }, (_, i) => ({ id: i, lps: [0, -100, 250 + i / 20] }));
    const input = JSON.stringify({ labels, points });
    expect(await runPatchpoint(['locate', '-', '--json'], input, 'closed')).toEqual({
      code: 1,
      stdout: '',
      stderr: '',
    });
  });

  it('says the answer in words on standard error without --json', async () => {
    const { code, stdout, stderr } = await runPatchpoint(['locate', '-'], JSON.stringify(request));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ id: 'golden' });
    expect(stderr).toContain('b: between L2 and L3, nearer L2 (43 % of the way down)');
    expect(stderr).toContain('confirm the side');
  });

  it.each<[string, string, string]>([
    ['no JSON', '{', 'not JSON'],
    [
      'an unknown level',
      JSON.stringify({ ...request, labels: [{ level: 'L9', lps: [0, 0, 0] }] }),
      'request.labels.0.level: There is no vertebra L9.',
    ],
    ['NaN', JSON.stringify({ ...request, points: [{ lps: [0, Number.NaN, 0] }] }), 'request.points.0.lps.1'],
    ['two numbers', JSON.stringify({ ...request, points: [{ lps: [0, 1] }] }), 'request.points.0.lps'],
    ['no labels', JSON.stringify({ points: [] }), 'request.labels'],
    ['a number', '7', 'request'],
    ['a bad one among many', JSON.stringify([request, { id: 2 }]), 'request.1.labels'],
    [
      'a contradiction',
      JSON.stringify({ ...request, absent: ['L6'], extra: ['L6'] }),
      'both absent and extra',
    ],
  ])('refuses %s with exit code 2 and nothing on standard output', async (_, input, message) => {
    const { code, stdout, stderr } = await runPatchpoint(['locate', '-', '--json'], input);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('reads the sidecar labels of the real CT where it is at hand', async (context) => {
    const sidecar = resolve('../shared/data/series/ct_lumbar_3mm.labels.json');
    const read = (): { labels: { level: string; lps: number[] }[] } =>
      JSON.parse(readFileSync(sidecar, 'utf8'));
    let file;
    try {
      file = read();
    } catch {
      context.skip(process.env['CI'] !== 'true', '../shared/data is absent');
      return;
    }
    const { stdout } = await runPatchpoint(
      ['locate', '-', '--json'],
      JSON.stringify({ ...request, labels: file.labels }),
    );
    expect(JSON.parse(stdout).points[1]).toMatchObject({ interspace: 'L2-L3', side: 'left' });
  });
});
