import { describe, expect, it } from 'vitest';
import { placeWords, type Words } from '../../src/viewer/overlayWords.ts';
import type { SceneItem } from '../../src/viewer/sceneItem.ts';

const [WIDTH, HEIGHT] = [480, 450];
const style = (name: SceneItem['style']['name'], selected = false): SceneItem['style'] => ({
  name,
  provisional: false,
  selected,
});
const point = (id: string, text: string, x: number, y: number, name: 'leak' | 'label-L'): SceneItem => ({
  kind: 'point',
  id,
  at: [x, y],
  text,
  style: style(name),
  faint: false,
  draggable: false,
  depthMm: 0,
});
const region = (id: string, text: string, x: number, y: number): SceneItem => ({
  kind: 'path',
  id,
  lines: [
    [
      [x, y],
      [x + 20, y + 20],
      [x - 20, y + 20],
    ],
  ],
  closed: true,
  text,
  style: style('region'),
  faint: false,
});

const box = ({ text, x, y, anchor }: Words) => {
  const width = 7 * text.length;
  const left = anchor === 'end' ? x - width : x;
  return { left, right: left + width, top: y - 11, bottom: y + 2 };
};
const overlapping = (a: Words, b: Words): boolean => {
  const [one, two] = [box(a), box(b)];
  return one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;
};

describe('words of marks that lie close together', () => {
  // As drawn on the sample case: two regions and the leak within a centimetre.
  const items = [
    region('r1', 'Extravasation 1', 330, 250),
    region('r2', 'Extravasation 2', 322, 246),
    region('r3', 'Extravasation 3', 326, 248),
    point('leak', 'Leak 1 L2-L3 right', 320, 255, 'leak'),
    point('l3', 'L3', 322, 240, 'label-L'),
  ];
  const placed = placeWords(items, WIDTH, HEIGHT).filter((words) => words !== null);

  it('never stand on each other', () => {
    expect(placed).toHaveLength(items.length);
    for (const [i, one] of placed.entries())
      for (const two of placed.slice(i + 1))
        expect(overlapping(one, two), `${one.text} / ${two.text}`).toBe(false);
  });

  it('leave the leak its place, and lead from what stepped aside to where it belongs', () => {
    const leak = placed.find(({ text }) => text.startsWith('Leak'));
    expect(leak).toMatchObject({ y: 260, leader: null });
    const led = placed.filter(({ leader }) => leader !== null);
    expect(led.length).toBeGreaterThan(0);
    for (const { text, leader } of led) {
      const mark = items.find((item) => item.kind !== 'handle' && item.text === text);
      const [x, y] = mark?.kind === 'path' ? (mark.lines[0]?.[0] ?? raise()) : (mark?.at ?? raise());
      // To the edge of the mark, and no farther.
      const [endX, endY] = leader?.[1] ?? raise();
      expect(Math.hypot(endX - x, endY - y), text).toBeLessThan(9);
    }
  });

  it('stay inside the picture', () => {
    const atTop = placeWords(
      [region('r1', 'Extravasation 1', 60, 14), region('r2', 'Extravasation 2', 60, 14)],
      300,
      200,
    );
    for (const words of atTop) expect(words?.y).toBeGreaterThan(0);
  });
});

it('words of a mark at the right edge stand left of it, whole', () => {
  const [words] = placeWords([point('leak', 'Leak 1 L2-L3 right', WIDTH - 10, 100, 'leak')], WIDTH, HEIGHT);
  expect(words).toMatchObject({ anchor: 'end' });
});

it('words in a crowd cover a mark rather than other words', () => {
  // As drawn on a narrow view: the points of the canal leave no free line near the leak, and L3 stands where it would.
  const crowd = Array.from({ length: 27 }, (_, k) => point(`c${k}`, '', 200 + (k % 3), 17 * k, 'label-L'));
  const items = [
    point('l3', 'L3', 180, 222, 'label-L'),
    { ...point('leak', 'Leak 1 L2-L3 right?', 150, 200, 'leak'), faint: true },
    ...crowd,
  ];
  const [label, leak] = placeWords(items, 300, HEIGHT);
  expect(overlapping(label ?? raise(), leak ?? raise())).toBe(false);
});

it('two lines that find no gap between the labels touch them as little as can be', () => {
  // As drawn on a narrow sagittal view: a name every 40 pixels, no room beside the column.
  const names = Array.from({ length: 10 }, (_, k) => point(`l${k}`, `L${k}`, 150, 20 + 40 * k, 'label-L'));
  const projected = {
    ...point('leak', 'Leak 1 L2-L3 right?\nprojected from MR, ± 11 mm', 190, 220, 'leak'),
    faint: true,
  };
  const [leak, ...labels] = placeWords([projected, ...names], 293, HEIGHT);
  const { y } = leak ?? raise();
  // Letters reach 10 pixels above their base line; the second line stands 17 below the first.
  for (const label of labels) {
    const base = label?.y ?? raise();
    expect(base <= y - 8 || base - 10 >= y + 17 - 4, `${base} / ${y}`).toBe(true);
  }
});

it('words leave the scroll bar at the right edge free', () => {
  const x = WIDTH - 18 - 8 * 17 - 10;
  const [words] = placeWords([point('leak', 'Leak 1 L2-L3 right', x, 100, 'leak')], WIDTH, HEIGHT);
  expect(words).toMatchObject({ anchor: 'end' });
});

it('words of a vertebra never move beside its neighbour: to the other side of their own mark instead', () => {
  // Marks of the canal, as drawn on the sample case, where its words would stand.
  const crowd = [-2, -1, 0, 1, 2].map((k) => point(`c${k}`, '', 256, 200 + 17 * k, 'label-L'));
  const [words] = placeWords([point('l2', 'L2', 240, 200, 'label-L'), ...crowd], WIDTH, HEIGHT);
  expect(words).toMatchObject({ anchor: 'end', y: 205, leader: null });
});

it.each([
  ['left', 12, HEIGHT / 2],
  ['right', WIDTH - 130, HEIGHT / 2],
  ['top', WIDTH / 2 - 20, 44],
  ['bottom', WIDTH / 2 - 20, HEIGHT - 56],
])('words step aside for the side letter at the %s edge', (edge, x, y) => {
  const letters = {
    left: { left: 10, right: 36, top: HEIGHT / 2 - 12, bottom: HEIGHT / 2 + 12 },
    right: { left: WIDTH - 50, right: WIDTH - 26, top: HEIGHT / 2 - 12, bottom: HEIGHT / 2 + 12 },
    top: { left: WIDTH / 2 - 12, right: WIDTH / 2 + 12, top: 34, bottom: 58 },
    bottom: { left: WIDTH / 2 - 12, right: WIDTH / 2 + 12, top: HEIGHT - 68, bottom: HEIGHT - 44 },
  };
  const [words] = placeWords([region('r1', 'Extravasation 1', x, y + 8)], WIDTH, HEIGHT);
  const [one, two] = [box(words ?? raise()), letters[edge as keyof typeof letters]];
  const free =
    one.right <= two.left || two.right <= one.left || one.bottom <= two.top || two.bottom <= one.top;
  expect(free).toBe(true);
});

const raise = (): never => {
  throw new Error('no words');
};
