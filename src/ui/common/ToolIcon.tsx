/** Line icons of the viewer's tools on a 24 px grid; the button that holds one carries the name. */
const PATHS = {
  scroll: 'M12 3v18M8 7l4-4 4 4M8 17l4 4 4-4',
  crosshair: 'M12 3v6M12 15v6M3 12h6M15 12h6M12 11.9v.2',
  spine: 'M8 4h8v4H8zM8 10h8v4H8zM8 16h8v4H8zM16 6h4M16 12h4M16 18h4',
  leak: 'M12 4.500a7.500 7.500 0 1 1 0 15 7.500 7.500 0 0 1 0-15zM12 9.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5zM12 1.500v3M12 19.500v3M1.500 12h3M19.500 12h3',
  ellipse: 'M12 6c5.500 0 9 2.700 9 6s-3.500 6-9 6-9-2.700-9-6 3.500-6 9-6z',
  freehand: 'M4 15c-1-5 3-10 8-9s9 3 8 7-6 3-8 5-7 1-8-3z',
  grow: 'M5 5h4M15 5h4v4M19 15v4h-4M9 19H5v-4M5 9V5M12 9v6M9 12h6',
  link: 'M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.600-5.600L12 7.300M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.600 5.600L12 16.700',
  one: 'M4 5h16v14H4z',
  two: 'M4 5h16v14H4zM12 5v14',
  'two-rows': 'M4 5h16v14H4zM4 12h16',
  three: 'M4 5h16v14H4zM9.300 5v14M14.700 5v14',
  'three-by-two': 'M4 5h16v14H4zM9.300 5v14M14.700 5v14M4 12h16',
  'one-two': 'M4 5h16v14H4zM14 5v14M14 12h6',
  'two-by-two': 'M4 5h16v14H4zM12 5v14M4 12h16',
  maximise: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  restore: 'M9 4v5H4M15 4v5h5M9 20v-5H4M15 20v-5h5',
  window: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 4v16M12 8h6.900M12 12h8M12 16h6.900',
  slab: 'M3 9l9-4 9 4-9 4zM3 12.500l9 4 9-4M3 16l9 4 9-4',
  fit: 'M4 4h16v16H4zM8 8l8 8M8 8v3.500M8 8h3.500M16 16v-3.500M16 16h-3.500',
  reset: 'M5 12a7 7 0 1 0 2.500-5.400M5 4v4.500h4.500',
  invert: 'M12 4a8 8 0 1 1 0 16zM12 4a8 8 0 0 0 0 16',
  camera: 'M4 8h3.500L9 5.500h6L16.500 8H20v11H4zM12 10a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7z',
  play: 'M7 5l12 7-12 7z',
  pause: 'M8 5v14M16 5v14',
  loop: 'M4 12a6 6 0 0 1 6-6h8M15 3l3 3-3 3M20 12a6 6 0 0 1-6 6H6M9 21l-3-3 3-3',
  previous: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  up: 'M5 15l7-7 7 7',
  down: 'M5 9l7 7 7-7',
  undo: 'M9 6L4 11l5 5M4 11h10a6 6 0 0 1 0 12',
  redo: 'M15 6l5 5-5 5M20 11H10a6 6 0 0 0 0 12',
  help: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.7.4-1 .9-1 1.700M12 16.600v.2',
  trash: 'M5 7h14M9 7V4.500h6V7M7 7l1 13h8l1-13M10 11v5M14 11v5',
  check: 'M4.500 12.500L10 18 19.500 7',
  panel: 'M4 5h16v14H4zM15 5v14',
  strip: 'M4 5h16v14H4zM9 5v14',
  back: 'M20 12H5M11 6l-6 6 6 6',
  disc: 'M5 7l13-3M4 20l15-3M3 14.500l17-4M12 7v.1',
  curved: 'M9 3c5 4-5 8 0 18M15 3c5 4-5 8 0 18',
  lines: 'M4 4h16v16H4zM4 10l16 4M9 4v16',
  ruler: 'M3 16L16 3l5 5L8 21zM7 12l2.500 2.500M10 9l2 2M13 6l2.500 2.500',
  target: 'M12 7a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM12 2v4M12 18v4M2 12h4M18 12h4',
  insert: 'M5 6h14M5 18h14M12 9v6M9 12h6',
  skip: 'M6 5l8 7-8 7zM18 5v14',
} as const;

export type ToolIconName = keyof typeof PATHS;

export function ToolIcon({ name, size = 18 }: { readonly name: ToolIconName; readonly size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
