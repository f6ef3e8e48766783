import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerLabel, labelRequestSchema } from '../../src/cli/label.ts';
import { runPatchpoint } from './runPatchpoint.ts';

const anchors = [
  { level: 'L4', lps: [4.37, -143.39, 278.16] },
  { level: 'L1', lps: [6.47, -120.87, 386.03] },
];
const answer = (request: object) => answerLabel(labelRequestSchema.parse(request));

describe('label request', () => {
  it('answers with the exact fields of the contract, head to foot', () => {
    const { id, labels, problems } = answer({ id: 'x', anchors, from: 'T11', to: 'S1' });
    expect(id).toBe('x');
    expect(problems).toEqual([]);
    expect(labels.map(({ level, source }) => `${level} ${source}`)).toEqual([
      'T11 extrapolated', 'T12 extrapolated', 'L1 anchor', 'L2 interpolated', 'L3 interpolated', 'L4 anchor',
      'L5 extrapolated', 'S1 extrapolated',
    ]); // prettier-ignore
    for (const label of labels) expect(Object.keys(label)).toEqual(['level', 'lps', 'source', 'sdMm']);
    expect(labels[2]).toEqual({ level: 'L1', lps: [6.47, -120.87, 386.03], source: 'anchor', sdMm: 0 });
  });

  it('without a range answers the span of the anchors', () => {
    expect(answer({ anchors }).labels.map(({ level }) => level)).toEqual(['L1', 'L2', 'L3', 'L4']);
  });

  it('always answers, and says what it does not know', () => {
    expect(answer({ anchors: [] })).toEqual({ id: null, labels: [], problems: ['too-few-anchors'] });
    expect(answer({ anchors, from: 'T9', to: 'L6', extra: ['L6'] }).problems).toEqual([
      'needs-confirmation:T9',
      'needs-confirmation:T10',
      'no-spacing:L6',
    ]);
    expect(answer({ anchors, to: 'L6' }).problems).toEqual(['not-in-numbering:L6']);
  });
});

describe('patchpoint', () => {
  it('label reads a file by path', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'patchpoint-label-')), 'request.json');
    writeFileSync(path, JSON.stringify({ id: 7, anchors }));
    const { code, stdout } = await runPatchpoint(['label', path, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      id: 7,
      labels: [{ level: 'L1' }, { level: 'L2' }, { level: 'L3' }, { level: 'L4' }],
    });
  });

  it.each([
    [['label'], 'Usage: patchpoint label'],
    [['label', 'a.json', 'b.json'], 'Usage: patchpoint label'],
    [['label', '/nowhere/request.json'], 'cannot be read (ENOENT)'],
    [['label', '-', '--wrong'], 'Usage: patchpoint label'],
    [['lable', '-'], 'Usage: patchpoint COMMAND'],
    [[], 'Usage: patchpoint COMMAND'],
    [['toString'], 'Usage: patchpoint COMMAND'],
  ])('%j is wrong use: exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await runPatchpoint(args, '{}');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('--help lists the commands', async () => {
    const { code, stdout } = await runPatchpoint(['--help']);
    expect(code).toBe(0);
    for (const name of ['inspect', 'label', 'locate', 'export', 'validate'])
      expect(stdout).toContain(`  ${name} `);
  });
});
