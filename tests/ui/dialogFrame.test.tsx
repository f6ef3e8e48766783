import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { DialogFrame } from '../../src/ui/common/DialogFrame.tsx';

/** Buttons of the dialog by name, and whether they can be pressed. */
function buttons(sending: boolean): Readonly<Record<string, boolean>> {
  const html = renderToStaticMarkup(
    <MantineProvider theme={{ components: { Modal: { defaultProps: { withinPortal: false } } } }}>
      <DialogFrame
        title="Accept this plan?"
        problem={null}
        sending={sending}
        send={{ label: 'Accept', run: () => undefined }}
        leave={{ label: 'Not yet', run: () => undefined }}
      >
        L2-L3 right
      </DialogFrame>
    </MantineProvider>,
  );
  const found = html.matchAll(/<button([^>]*)>(.*?)<\/button>/g);
  return Object.fromEntries(
    [...found].map(([, attributes = '', inside = '']) => [
      /aria-label="([^"]*)"/.exec(attributes)?.[1] ?? inside.replaceAll(/<[^>]*>/g, ''),
      !/\sdisabled(=""|\s|$)/.test(attributes),
    ]),
  );
}

describe('a dialog that sends one thing', () => {
  it('can be left before, and not while it is on its way: what is sent is not taken back', () => {
    expect(buttons(false)).toEqual({ Close: true, 'Not yet': true, Accept: true });
    expect(buttons(true)).toEqual({ Close: false, 'Not yet': false, Accept: false });
  });
});
