/** Colour never alone: each style also has its own shape or dash. */
export const MARK_STYLES = [
  'label-C',
  'label-T',
  'label-L',
  'label-S',
  'canal',
  'leak',
  'region',
  'bounds',
  'curve',
  'projected',
  'tip',
  'ruler',
  'crosshair',
  'reference',
  'cursor',
] as const;
export interface MarkStyle {
  readonly name: (typeof MARK_STYLES)[number];
  /** Dashed and lighter. */
  readonly provisional: boolean;
  readonly selected: boolean;
}
