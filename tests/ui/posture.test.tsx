import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { PostureReason } from '../../src/ui/workspace/spine/PostureCheck.tsx';

const CHECKED = 'Read against the heart shadow on the scout';
const question = (kept: string): string =>
  renderToStaticMarkup(
    <MantineProvider>
      <PostureReason kept={kept} decide={() => undefined} />
    </MantineProvider>,
  );

it('asks how the sides were checked, and offers to take a reason back only where there is one', () => {
  expect(question('')).toContain('How were left and right checked?');
  expect(question('')).not.toContain('<button');
  expect(question(CHECKED)).toContain(CHECKED);
  expect(question(CHECKED)).toContain('Take the reason back');
});
