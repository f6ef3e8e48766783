import { describe, expect, it } from 'vitest';
import { noData } from '../dicom/sharedData.ts';
import { commandLineVerdicts, oddRows, staleExplanations, unexplained } from './verdictTable.ts';

describe.skipIf(noData)('every odd and derived file, through the command line', () => {
  it('has the verdict and the pixels that the manifests or an explanation state', async () => {
    const rows = await oddRows(await commandLineVerdicts(), null);
    expect(rows.length).toBe(225);
    expect(unexplained(rows)).toEqual([]);
    expect(staleExplanations(rows)).toEqual([]);
    expect(rows.filter(({ pixels }) => pixels?.kind === 'equal').length).toBeGreaterThanOrEqual(113);
  });
});
