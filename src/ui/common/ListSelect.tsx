import { Select, type SelectProps } from '@mantine/core';
import { useState } from 'react';

/**
 * A Select whose choices come to the page when it is touched, not with it. Not when its list opens: the arrow key that opens
 * it looks for the choice it stands on.
 */
export function ListSelect(props: Omit<SelectProps, 'comboboxProps' | 'onFocus' | 'onPointerDown'>) {
  const [touched, setTouched] = useState(false);
  const touch = (): void => setTouched(true);
  return <Select {...props} comboboxProps={{ keepMounted: touched }} onFocus={touch} onPointerDown={touch} />;
}
