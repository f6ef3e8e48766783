import 'react';

declare module 'react' {
  /** Custom properties are styles too: a value of its own for a class to use. */
  interface CSSProperties {
    [name: `--${string}`]: string | undefined;
  }
}
