import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Cool near-black neutrals: panels a shade lighter than the images' black, text at AA or better on both. */
const dark: MantineColorsTuple = [
  '#e8ecf1',
  '#c3cad4',
  '#97a2b0',
  '#6d7987',
  '#3b4551',
  '#2a323c',
  '#1d242c',
  '#12171d',
  '#0c1014',
  '#06080a',
];

/** The one accent. No mark on an image has this hue: labels are Okabe–Ito, the leak has its own colour. */
const accent: MantineColorsTuple = [
  '#e9f3ff',
  '#cfe3fb',
  '#a4c8f4',
  '#76abed',
  '#5093e7',
  '#3884e3',
  '#2a7be0',
  '#1d69c6',
  '#125db2',
  '#00509e',
];

const sansSerif =
  'Inter, "Segoe UI Variable Text", "Segoe UI", -apple-system, BlinkMacSystemFont, Roboto, "Noto Sans", "Helvetica Neue", Arial, "Liberation Sans", sans-serif';

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: 7,
  colors: { dark, accent },
  autoContrast: true,
  black: '#10151b',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  fontFamily: sansSerif,
  fontFamilyMonospace: '"JetBrains Mono", "Cascadia Mono", Consolas, "Liberation Mono", monospace',
  headings: { fontFamily: sansSerif, fontWeight: '600' },
  components: {
    // By the keyboard's focus as well, and the pointer may go to the words (WCAG 1.4.13).
    Tooltip: {
      defaultProps: {
        openDelay: 350,
        withArrow: true,
        interactive: true,
        events: { hover: true, focus: true, touch: false },
      },
    },
    // Nothing glides: each step of it is a picture of the whole screen, drawn while images are being loaded.
    SegmentedControl: { defaultProps: { transitionDuration: 0 } },
    Progress: { defaultProps: { transitionDuration: 0 } },
    ProgressRoot: { defaultProps: { transitionDuration: 0 } },
    // Mantine's dialog head is a <header>, which would be a second banner beside the page's own.
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.6 },
        attributes: { header: { role: 'presentation' } },
        styles: { title: { fontSize: 18, fontWeight: 650 } },
      },
    },
  },
});

/** Mantine's own quiet text is too pale for AA on our panels. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#56616e', '--mantine-color-error': '#a3261c' },
  dark: { '--mantine-color-dimmed': '#97a2b0', '--mantine-color-error': '#ff8a7d' },
});
