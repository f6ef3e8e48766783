import { Tooltip, type TooltipProps } from '@mantine/core';
import { cloneElement, useEffect, useId, useState, type FocusEvent, type PointerEvent } from 'react';
import type { HTMLAttributes, ReactElement, ReactNode } from 'react';

interface TipProps extends Pick<TooltipProps, 'position' | 'multiline' | 'maw'> {
  /** Without words nothing is shown. */
  readonly label: ReactNode;
  /** After so many ms under the pointer; the keyboard's focus waits for nothing. */
  readonly openDelay?: number;
  /** An element of the page, or a component that hands such attributes on to one. */
  readonly children: ReactElement<HTMLAttributes<HTMLElement>>;
}

/**
 * Words beside what is pointed at or focused; Escape takes them away (WCAG 1.4.13). Unlike a Tooltip around each button it
 * costs nothing until it is wanted: thirty of those are a tenth of the time in which the page of a case is built.
 */
export function Tip({ openDelay = 350, children, label, ...look }: TipProps) {
  const [wanted, setWanted] = useState<{ readonly by: HTMLElement; readonly afterMs: number } | null>(null);
  const [due, setDue] = useState(false);
  const id = useId();
  useEffect(() => {
    if (wanted === null) return undefined;
    const waiting = setTimeout(() => setDue(true), wanted.afterMs);
    const byKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') setWanted(null);
    };
    document.addEventListener('keydown', byKey);
    return () => {
      clearTimeout(waiting);
      document.removeEventListener('keydown', byKey);
      setDue(false);
    };
  }, [wanted]);
  const target = due && label !== '' ? (wanted?.by ?? null) : null;
  const hide = (): void => setWanted(null);

  return (
    <>
      {cloneElement(children, {
        ...(target === null ? {} : { 'aria-describedby': id }),
        onPointerEnter: ({ currentTarget, pointerType }: PointerEvent<HTMLElement>) => {
          if (pointerType !== 'touch') setWanted({ by: currentTarget, afterMs: openDelay });
        },
        onPointerLeave: hide,
        onFocus: ({ currentTarget }: FocusEvent<HTMLElement>) => {
          if (currentTarget.matches(':focus-visible')) setWanted({ by: currentTarget, afterMs: 0 });
        },
        onBlur: hide,
      })}
      {target === null ? null : (
        <Tooltip opened target={target} label={<span id={id}>{label}</span>} {...look} />
      )}
    </>
  );
}
