import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Words on a picture must be readable on any grey: over their plate on white, at least 4.5 to 1 (WCAG AA). */
const read = (path: string): string => readFileSync(`src/ui/${path}`, 'utf8');
const pane = read('workspace/pane/Pane.module.css');
const procedure = read('procedure/Procedure.module.css');
const ruleOf = (css: string, selector: string): string =>
  css.match(new RegExp(`(?:^|\\n)${selector.replaceAll('.', String.raw`\.`)} \\{([^}]*)\\}`))?.[1] ?? '';
const valueOf = (rule: string, property: string): string =>
  new RegExp(`(?:^|\\s)${property}: ([^;]+);`).exec(rule)?.[1] ?? '';

const plate = valueOf(ruleOf(read('theme/tokens.css'), ':root'), '--pp-plate');
const WHITE = 255;

function plateOnWhite(): readonly number[] {
  const [red = 0, green = 0, blue = 0, percent = 0] = (plate.match(/\d+/g) ?? []).map(Number);
  return [red, green, blue].map((part) => part * (percent / 100) + WHITE * (1 - percent / 100));
}
const hex = (colour: string): readonly number[] => {
  const long = colour.length === 4 ? colour.replaceAll(/[0-9a-f]/g, '$&$&') : colour;
  return [1, 3, 5].map((at) => Number.parseInt(long.slice(at, at + 2), 16));
};
function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / WHITE;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
const contrast = (a: readonly number[], b: readonly number[]): number =>
  (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);

it.each([
  ['level, value, slice and spacing', pane, '.bottom span', '.pane'],
  ['level', pane, '.bottom span', '.level'],
  ['what proves the letters', pane, '.noLetters', '.noLetters'],
  ['the menus of a pane', pane, '.chip', '.chip'],
  ['the run', pane, '.cine', '.pane'],
  ['level and side under the needle', procedure, '.cursor', '.image'],
  ['frame of the procedure', procedure, '.frames', '.image'],
])('%s', (_, css, plated, coloured) => {
  expect(valueOf(ruleOf(css, plated), 'background')).toBe('var(--pp-plate)');
  expect(contrast(hex(valueOf(ruleOf(css, coloured), 'color')), plateOnWhite())).toBeGreaterThanOrEqual(4.5);
});

it('the letters of the sides have a dark outline', () => {
  expect(valueOf(ruleOf(pane, '.letter'), '-webkit-text-stroke')).toMatch(/ #000$/);
  expect(valueOf(ruleOf(pane, '.letter'), 'paint-order')).toBe('stroke fill');
});
