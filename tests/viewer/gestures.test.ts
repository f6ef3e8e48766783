import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { attachGestures } from '../../src/viewer/gestures.ts';

type Said = readonly [string, ...unknown[]];

/** The gesture code on an element that is nothing but an event target at (10, 20) of the page. */
function hands() {
  const page = new EventTarget();
  const element = Object.assign(new EventTarget(), {
    style: { touchAction: '' },
    setPointerCapture: () => undefined,
    getBoundingClientRect: () => ({ left: 10, top: 20 }),
  });
  vi.stubGlobal('window', page);
  vi.stubGlobal('WheelEvent', { DOM_DELTA_LINE: 1 });
  const said: Said[] = [];
  const say =
    (word: string) =>
    (...args: readonly unknown[]): void =>
      void said.push([word, ...args.filter((arg) => !(arg instanceof Event))]);
  attachGestures(element as unknown as HTMLElement, {
    press: say('press'),
    move: say('move'),
    release: say('release'),
    cancel: say('cancel'),
    pan: say('pan'),
    zoom: say('zoom'),
    window: say('window'),
    context: say('context'),
    scroll: say('scroll'),
    hover: () => undefined,
    doubleClick: say('double-click'),
  });
  const pointer = (
    type: 'down' | 'move' | 'up',
    [x, y]: readonly [number, number],
    { pointerType = 'mouse', button = 0, pointerId = 1 } = {},
  ): void =>
    void element.dispatchEvent(
      Object.assign(new Event(`pointer${type}`), {
        clientX: x + 10,
        clientY: y + 20,
        pointerType,
        button,
        pointerId,
      }),
    );
  const wheel = (deltaY: number, patch: { ctrlKey?: boolean; deltaMode?: number } = {}): void =>
    void element.dispatchEvent(
      Object.assign(new Event('wheel', { cancelable: true }), {
        deltaY,
        deltaMode: 0,
        ctrlKey: false,
        clientX: 60,
        clientY: 70,
        ...patch,
      }),
    );
  return { element, said, pointer, wheel, page };
}
type Hands = ReturnType<typeof hands>;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const finger = (pointerId: number) => ({ pointerType: 'touch', pointerId });
const stroke = ({ pointer }: Hands, patch: Parameters<Hands['pointer']>[2]): void => {
  pointer('down', [5, 5], patch);
  pointer('move', [25, 5], patch);
  pointer('up', [25, 5], patch);
};

describe('hands on a picture', () => {
  it('keep the page from scrolling under a finger', () => {
    expect(hands().element.style.touchAction).toBe('none');
  });

  it.each([
    ['the left button', { pointerType: 'mouse' }],
    ['a pen', { pointerType: 'pen' }],
    ['one finger', { pointerType: 'touch' }],
  ])('%s holds the tool', (_, patch) => {
    const hand = hands();
    stroke(hand, patch);
    expect(hand.said).toEqual([
      ['press', [5, 5]],
      ['move', [25, 5]],
      ['release', [25, 5]],
    ]);
  });

  it('the middle button moves the picture, the right one windows, a right click asks for the menu', () => {
    const hand = hands();
    stroke(hand, { button: 1 });
    stroke(hand, { button: 2 });
    hand.pointer('down', [5, 5], { button: 2 });
    hand.pointer('up', [6, 5], { button: 2 });
    expect(hand.said).toEqual([
      ['pan', [5, 5], [25, 5]],
      ['window', 0, 0, 'start'],
      ['window', 20, 0, 'move'],
      ['context', [6, 5]],
    ]);
  });

  it('two fingers move and zoom, and leave what one had begun', () => {
    const { said, pointer } = hands();
    pointer('down', [0, 0], finger(1));
    pointer('down', [20, 0], finger(2));
    pointer('move', [40, 0], finger(2));
    expect(said).toEqual([['press', [0, 0]], ['cancel'], ['pan', [10, 0], [20, 0]], ['zoom', 2, [20, 0]]]);
  });

  it('a resting finger asks for the menu, one that moves does not', () => {
    const [resting, moving] = [hands(), hands()];
    resting.pointer('down', [5, 5], { pointerType: 'touch' });
    moving.pointer('down', [5, 5], { pointerType: 'touch' });
    moving.pointer('move', [50, 5], { pointerType: 'touch' });
    vi.advanceTimersByTime(600);
    expect(resting.said.at(-1)).toEqual(['context', [5, 5]]);
    expect(moving.said.some(([word]) => word === 'context')).toBe(false);
  });

  it('a wheel notch is one step in every browser; a trackpad adds up; a pinch on it zooms', () => {
    const { said, wheel } = hands();
    wheel(100);
    wheel(-120);
    wheel(3, { deltaMode: 1 });
    for (let i = 0; i < 10; i += 1) wheel(5);
    wheel(-40, { ctrlKey: true });
    expect(said.slice(0, 4)).toEqual([
      ['scroll', 1],
      ['scroll', -1],
      ['scroll', 1],
      ['scroll', 1],
    ]);
    expect(said.at(-1)).toEqual(['zoom', Math.exp(0.1), [50, 50]]);
  });

  it('Escape leaves a gesture', () => {
    const { said, pointer, page } = hands();
    pointer('down', [5, 5]);
    page.dispatchEvent(Object.assign(new Event('keydown'), { key: 'Escape' }));
    pointer('up', [9, 9]);
    expect(said).toEqual([['press', [5, 5]], ['cancel']]);
  });
});
