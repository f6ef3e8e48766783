import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../src/domain/case/apply.ts';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import type { CaseDocument } from '../../../src/domain/case/document.ts';
import { after, bodyCentre, click, CT, CT_FRAME, labelledSpine, MR_FRAME, newCase } from '../builders.ts';

const labels = (doc: CaseDocument) => doc.labelings[CT]?.labels ?? [];
const summary = (doc: CaseDocument) =>
  labels(doc)
    .map((label) => `${label.level}${label.confirmed ? '' : '?'}`)
    .join(' ');
const refused = (doc: CaseDocument, command: CaseCommand) => {
  const applied = applyCommand(doc, command);
  if (applied.ok) throw new Error(`${command.type} was accepted`);
  return applied.error;
};

/** A sacrum that lies level: its segments differ in y only. */
const lying = (y: number): [number, number, number] => [0, y, 200];

describe('label/place', () => {
  it('confirms what was clicked and interpolates what lies between, provisional', () => {
    const doc = after(newCase(), click('L5'), click('L2'));
    expect(summary(doc)).toBe('L2 L3? L4? L5');
    const l3 = labels(doc)[1];
    expect(l3?.source).toBe('interpolated');
    expect(l3?.sdMm).toBeGreaterThan(0);
    expect(Math.abs((l3?.pointLpsMm[2] ?? NaN) - bodyCentre('L3')[2])).toBeLessThan(2);
    expect(labels(doc)[0]).toMatchObject({ source: 'clicked', sdMm: 0 });
  });

  it('places nothing beyond the outermost clicks', () => {
    expect(summary(after(newCase(), click('L5')))).toBe('L5');
    expect(summary(after(newCase(), click('L5'), click('L4')))).toBe('L4 L5');
  });

  it('replaces a provisional label by a click and keeps confirmed ones', () => {
    const doc = after(newCase(), click('L5'), click('T12'), click('L3', [3, -112, bodyCentre('L3')[2] + 2]));
    expect(summary(doc)).toBe('T12 L1? L2? L3 L4? L5');
    expect(labels(doc).find((label) => label.level === 'L3')?.pointLpsMm[0]).toBe(3);
  });

  it.each([
    ['the same level twice', click('L4'), 'label-exists', 'already labelled'],
    [
      'the same vertebra twice',
      click('L3', [0, -110, bodyCentre('L4')[2] + 3]),
      'label-too-close',
      'same vertebra',
    ],
    ['the other direction', click('L3', bodyCentre('S2')), 'label-order', 'toward the head'],
    ['a level not in the numbering', click('L6', bodyCentre('S1')), 'level-not-in-numbering', 'L6'],
    ['no position', click('L3', [Number.NaN, 0, 0]), 'point-not-finite', 'no position'],
  ])('refuses %s', (_what, command, code, words) => {
    const doc = after(newCase(), click('L5'), click('L4'));
    const fault = refused(doc, command);
    expect(fault.code).toBe(code);
    expect(fault.message).toContain(words);
  });

  it('refuses a level beyond its neighbours', () => {
    const doc = after(newCase(), click('L5'), click('L3'));
    expect(refused(doc, click('L4', bodyCentre('L2'))).code).toBe('label-order');
  });

  it('refuses a sacral segment beyond its neighbours, though the sacrum may lie level', () => {
    const doc = after(newCase(), click('S1', lying(-110)), click('S3', lying(-60)));
    expect(summary(after(doc, click('S2', lying(-85))))).toBe('S1 S2 S3');
    expect(refused(doc, click('S2', lying(-40))).code).toBe('label-order');
  });

  it('keeps imported labels that nobody has confirmed, and replaces one by a click', () => {
    const imported = {
      level: 'L3',
      pointLpsMm: bodyCentre('L3'),
      source: 'imported',
      confirmed: false,
      sdMm: 2,
    } as const;
    const doc: CaseDocument = {
      ...newCase(),
      labelings: { [CT]: { seriesUid: CT, frameOfReferenceUid: CT_FRAME, labels: [imported] } },
    };
    const clicked = after(doc, click('L5'), click('L2'));
    expect(labels(clicked).find((label) => label.level === 'L3')).toEqual(imported);
    expect(summary(after(clicked, click('L3')))).toBe('L2 L3 L4? L5');
  });

  it('refuses a sacrum above the lumbar spine, and takes one beside a slipped L5', () => {
    const doc = after(newCase(), click('L5'));
    expect(refused(doc, click('S1', bodyCentre('L3'))).code).toBe('label-order');
    const [x, y, z] = bodyCentre('L5');
    expect(summary(after(doc, click('S1', [x, y + 30, z + 5])))).toBe('L5 S1');
  });

  it('refuses a point of another frame of reference', () => {
    const doc = after(newCase(), click('L5'));
    const command: CaseCommand = {
      type: 'label/place',
      seriesUid: CT,
      frameOfReferenceUid: MR_FRAME,
      level: 'L4',
      pointLpsMm: bodyCentre('L4'),
    };
    expect(refused(doc, command).code).toBe('frame-mismatch');
  });
});

describe('label/move and label/remove', () => {
  it('moves a confirmed label and refreshes the provisional ones beside it', () => {
    const doc = after(newCase(), click('L5'), click('L2'));
    const [x, y, z] = bodyCentre('L2');
    const moved = after(doc, { type: 'label/move', seriesUid: CT, level: 'L2', pointLpsMm: [x + 9, y, z] });
    expect(labels(moved).find((label) => label.level === 'L3')?.pointLpsMm[0]).toBeGreaterThan(3);
    expect(summary(moved)).toBe('L2 L3? L4? L5');
  });

  it('confirms a provisional label that a person moved', () => {
    const doc = after(newCase(), click('L5'), click('L2'), {
      type: 'label/move',
      seriesUid: CT,
      level: 'L3',
      pointLpsMm: bodyCentre('L3'),
    });
    expect(summary(doc)).toBe('L2 L3 L4? L5');
  });

  it('never crosses a neighbour', () => {
    const doc = after(newCase(), click('L5'), click('L4'), click('L3'));
    const command: CaseCommand = {
      type: 'label/move',
      seriesUid: CT,
      level: 'L4',
      pointLpsMm: bodyCentre('L2'),
    };
    expect(refused(doc, command).code).toBe('label-order');
  });

  it('interpolates where a label between two others was removed', () => {
    const doc = labelledSpine('L2', 'L3', 'L4');
    expect(summary(after(doc, { type: 'label/remove', seriesUid: CT, level: 'L3' }))).toBe('L2 L3? L4');
  });

  it('says why an interpolated label does not go, and forgets a series without labels', () => {
    const doc = after(newCase(), click('L5'), click('L3'));
    expect(refused(doc, { type: 'label/remove', seriesUid: CT, level: 'L4' }).code).toBe(
      'label-interpolated',
    );
    const emptied = after(
      doc,
      { type: 'label/remove', seriesUid: CT, level: 'L3' },
      { type: 'label/remove', seriesUid: CT, level: 'L5' },
    );
    expect(emptied.labelings).toEqual({});
    expect(after(doc, { type: 'label/clear', seriesUid: CT }).labelings).toEqual({});
  });
});

describe('label/confirm', () => {
  it('confirms all that need no person one by one', () => {
    const doc = after(newCase(), click('L5'), click('L1'), {
      type: 'label/confirm',
      seriesUid: CT,
      levels: 'all',
    });
    expect(summary(doc)).toBe('L1 L2 L3 L4 L5');
    expect(labels(doc)[1]?.source).toBe('interpolated');
  });

  it('leaves those far from the clicks, until one between them is confirmed', () => {
    const far = after(newCase(), click('L5'), click('T10'));
    expect(refused(far, { type: 'label/confirm', seriesUid: CT, levels: 'all' }).code).toBe(
      'needs-confirmation',
    );
    const one = after(far, { type: 'label/confirm', seriesUid: CT, levels: ['L1'] });
    expect(summary(one)).toBe('T10 T11? T12? L1 L2? L3? L4? L5');
    expect(summary(after(one, { type: 'label/confirm', seriesUid: CT, levels: 'all' }))).not.toContain('?');
  });

  it('leaves labels between clicks whose distance does not fit the count', () => {
    // L1 clicked on what is really T12: one vertebra was passed over.
    const doc = after(newCase(), click('L5'), click('L4'), click('L3'), click('L1', bodyCentre('T12')));
    expect(refused(doc, { type: 'label/confirm', seriesUid: CT, levels: 'all' }).code).toBe(
      'needs-confirmation',
    );
  });

  it('refuses a level that has no label', () => {
    const doc = after(newCase(), click('L5'));
    expect(refused(doc, { type: 'label/confirm', seriesUid: CT, levels: ['L4'] }).code).toBe('not-labelled');
  });
});

describe('label/insert', () => {
  const passedOver = after(
    newCase(),
    click('L1', bodyCentre('T12')),
    click('L2', bodyCentre('L2')),
    click('L3', bodyCentre('L3')),
  );

  it('renumbers toward the feet by one', () => {
    const doc = after(passedOver, { type: 'label/insert', seriesUid: CT, pointLpsMm: bodyCentre('L1') });
    expect(summary(doc)).toBe('L1 L2 L3 L4');
    expect(labels(doc).find((label) => label.level === 'L2')?.pointLpsMm).toEqual(bodyCentre('L1'));
    expect(labels(doc).find((label) => label.level === 'L4')?.pointLpsMm).toEqual(bodyCentre('L3'));
  });

  it('leaves the sacrum where its shape says it is', () => {
    const doc = after(passedOver, click('S1', bodyCentre('S1')), {
      type: 'label/insert',
      seriesUid: CT,
      pointLpsMm: bodyCentre('L1'),
    });
    expect(labels(doc).find((label) => label.level === 'S1')?.pointLpsMm).toEqual(bodyCentre('S1'));
  });

  it('refuses when the scheme has no room, and has room once L6 is stated', () => {
    const five = labelledSpine('L5', 'L4', 'L3');
    const command: CaseCommand = {
      type: 'label/insert',
      seriesUid: CT,
      pointLpsMm: [0, -110, (bodyCentre('L3')[2] + bodyCentre('L4')[2]) / 2],
    };
    const fault = refused(five, command);
    expect(fault.code).toBe('no-room');
    expect(fault.message).toContain('L6');
    const six = after(five, { type: 'numbering/set', patch: { anomalies: ['six-lumbar'] } });
    expect(summary(after(six, command))).toBe('L3 L4 L5 L6');
  });

  it('refuses outside the labels', () => {
    expect(
      refused(passedOver, { type: 'label/insert', seriesUid: CT, pointLpsMm: bodyCentre('S3') }).code,
    ).toBe('insert-outside');
  });
});

const takeOut = (level: 'L3' | 'L4' | 'S1' | 'L2'): CaseCommand => ({
  type: 'label/take-out',
  seriesUid: CT,
  level,
});

describe('label/take-out', () => {
  const countedTwice = after(
    newCase(),
    click('L1', bodyCentre('L1')),
    click('L2', bodyCentre('L2')),
    click('L3', [0, -110, (bodyCentre('L2')[2] + bodyCentre('L3')[2]) / 2]),
    click('L4', bodyCentre('L3')),
    click('L5', bodyCentre('L4')),
  );

  it('renumbers toward the feet by one, and is undone by an insertion', () => {
    const doc = after(countedTwice, takeOut('L3'));
    expect(summary(doc)).toBe('L1 L2 L3 L4');
    expect(labels(doc).find((label) => label.level === 'L4')?.pointLpsMm).toEqual(bodyCentre('L4'));
    const again = after(doc, {
      type: 'label/insert',
      seriesUid: CT,
      pointLpsMm: [0, -110, (bodyCentre('L2')[2] + bodyCentre('L3')[2]) / 2],
    });
    expect(labels(again).map(({ level, pointLpsMm }) => [level, pointLpsMm])).toEqual(
      labels(countedTwice).map(({ level, pointLpsMm }) => [level, pointLpsMm]),
    );
  });

  it('leaves the sacrum where its shape says it is, and computes what lies before it', () => {
    const doc = after(countedTwice, click('S1', bodyCentre('S1')), takeOut('L3'));
    expect(summary(doc)).toBe('L1 L2 L3 L4 L5? S1');
    expect(labels(doc).find((label) => label.level === 'S1')?.pointLpsMm).toEqual(bodyCentre('S1'));
    expect(refused(doc, takeOut('S1')).code).toBe('sacral');
  });

  it('refuses what nobody clicked', () => {
    expect(refused(labelledSpine('L2', 'L4'), takeOut('L3')).code).toBe('no-label');
  });
});

describe('numbering/set', () => {
  it('lets the scheme follow the anomalies and refreshes provisional labels', () => {
    const doc = after(newCase(), click('L1'), click('T11', bodyCentre('T11')), {
      type: 'numbering/set',
      patch: { anomalies: ['eleven-ribs'] },
    });
    expect(doc.numbering.absent).toEqual(['T12']);
    expect(summary(doc)).toBe('T11 L1');
  });

  it('takes back what was snapped by the old count, and the canal beside it', () => {
    const spine = labelledSpine('S1', 'L1');
    const snapped = after(
      spine,
      {
        type: 'label/snap',
        seriesUid: CT,
        points: (['L2', 'L3', 'L4', 'L5'] as const).map((level) => ({
          level,
          pointLpsMm: bodyCentre(level),
        })),
        sdMm: 2,
      },
      ...(['S1', 'L5', 'L4', 'L1'] as const).map((level): CaseCommand => {
        const [x, y, z] = bodyCentre(level);
        return { type: 'canal/place', seriesUid: CT, level, pointLpsMm: [x, y + 22, z] };
      }),
    );
    const four = after(snapped, { type: 'numbering/set', patch: { anomalies: ['four-lumbar'] } });
    expect(summary(four)).toBe('L1 L2? L3? L4? S1');
    expect(labels(four).filter((label) => label.source === 'snapped')).toEqual([]);
    expect(four.labelings[CT]?.canal?.map((point) => point.level)).toEqual(['L1', 'L4', 'S1']);
    const same = after(snapped, { type: 'numbering/set', patch: { statement: 'Seen again.' } });
    expect(same.labelings).toBe(snapped.labelings);
  });

  it.each([
    ['six and four lumbar', { anomalies: ['six-lumbar', 'four-lumbar'] as const }, 'anomaly-contradiction'],
    ['an extra that every spine has', { extra: ['T5'] as const }, 'scheme-extra'],
    ['both absent and extra', { absent: ['L6'] as const, extra: ['L6'] as const }, 'scheme-contradiction'],
  ])('refuses %s', (_what, patch, code) => {
    expect(refused(newCase(), { type: 'numbering/set', patch }).code).toBe(code);
  });

  it('refuses to make a labelled vertebra absent', () => {
    const fault = refused(labelledSpine('L5', 'L4'), {
      type: 'numbering/set',
      patch: { anomalies: ['four-lumbar'] },
    });
    expect(fault.code).toBe('label-not-in-numbering');
  });
});

it('labels of one series never touch another', () => {
  const doc = after(labelledSpine('L5', 'L4'), {
    type: 'label/place',
    seriesUid: '2.25.77',
    frameOfReferenceUid: CT_FRAME,
    level: 'L5',
    pointLpsMm: [1, 2, 3],
  });
  expect(summary(doc)).toBe('L4 L5');
  expect(Object.keys(doc.labelings)).toEqual([CT, '2.25.77']);
});
