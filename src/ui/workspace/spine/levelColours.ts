/** Okabe–Ito, as the marks on the images: C sky blue, T bluish green, L orange, S reddish purple (ux.md, Eyes). */
export const levelColours: Readonly<Record<'C' | 'T' | 'L' | 'S', string>> = {
  C: '#56b4e9',
  T: '#009e73',
  L: '#e69f00',
  S: '#cc79a7',
};
