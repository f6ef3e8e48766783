import { describe, expect, it } from 'vitest';
import { nameWords } from '../../src/domain/vocabulary/personName.ts';
import { dicomDate, patientLine } from '../../src/ui/worklist/patientWords.ts';
import { seriesChips } from '../../src/ui/worklist/seriesChips.ts';
import { countByStatus, filterRows } from '../../src/ui/worklist/worklistRows.ts';
import { worklistFixture } from './harness/worklistFixture.ts';

const series = (
  modality: string,
  seriesClass: 'ct-myelography' | 'ct-other' | 'other',
  classReason: string,
) => ({
  modality,
  class: seriesClass,
  classReason,
});

const names = (search: string, status: Parameters<typeof filterRows>[2] = 'All') =>
  filterRows(worklistFixture, search, status).map((row) => nameWords(row.patient.name));

describe('patient words', () => {
  it('never leaves a gap blank', () => {
    const line = patientLine({ id: '', issuer: '', name: '', birthDate: '', sex: '' });
    expect(line).toBe('no patient ID · birth date not stated · sex not stated');
    expect(dicomDate('19890412')).toBe('1989-04-12');
    expect(dicomDate('1989')).toBe('1989');
  });
});

describe('chips', () => {
  it('says CTM only for what was classified as myelography', () => {
    expect(
      seriesChips([series('CT', 'ct-other', 'no intrathecal contrast')]).map((chip) => chip.label),
    ).toEqual(['CT']);
    expect(
      seriesChips([series('CT', 'ct-myelography', 'route INTRATHECAL')]).map((chip) => chip.label),
    ).toEqual(['CTM']);
  });

  it('counts a kind once and keeps each reason once', () => {
    const chips = seriesChips([
      series('XA', 'other', 'a'),
      series('CT', 'ct-other', 'b'),
      series('CT', 'ct-other', 'b'),
    ]);
    expect(chips.map(({ label, count }) => [label, count])).toEqual([
      ['CT', 2],
      ['XA', 1],
    ]);
    expect(chips[0]?.reasons).toEqual(['b']);
  });
});

describe('search and filters', () => {
  it('finds every word in any order, in names as DICOM and as people write them', () => {
    expect(names('jean moreau')).toEqual(['MOREAU, JEAN-BAPTISTE']);
    expect(names('moreau xyz')).toEqual([]);
    expect(names('t7-t8')).toEqual(['ABEBE, HANA']);
    expect(names('PP-1004')).toEqual(['OLSEN, INGRID']);
  });

  it('tells accepted plans on their way from those that arrived', () => {
    expect(names('', 'Accepted, queued')).toEqual(['OLSEN, INGRID']);
    expect(names('', 'Handed over')).toEqual(['MOREAU, JEAN-BAPTISTE']);
    expect(names('', 'To mark')).toEqual(['SATO, KENJI']);
  });

  it('puts the newest study first and counts every row once', () => {
    expect(names('')[0]).toMatch(/^VON DER/);
    const counts = countByStatus(worklistFixture);
    const single = [...counts]
      .filter(([status]) => status !== 'All')
      .reduce((sum, [, count]) => sum + count, 0);
    expect(single).toBe(worklistFixture.length);
    expect(counts.get('All')).toBe(worklistFixture.length);
  });
});
