import { Tooltip, type TooltipProps } from '@mantine/core';
import { cloneElement, useEffect, useId, useState, type FocusEvent, type PointerEvent } from 'react';
import type { HTMLAttributes, ReactElement, ReactNode } from 'react';

interface TipProps extends Pick<TooltipProps, 'position' | 'multiline' | 'maw'> {
  /** Without words nothing is shown. */
  readonly label: ReactNode;
  /** After so many ms under the pointer; the keyboard's focus waits for nothing. */
  readonly openDelay?: number;
  /** An element of the page, or a component that hands on attributes; it has no pointer and focus handlers of its own. */
  readonly children: ReactElement<HTMLAttributes<HTMLElement>>;
}

/** On its way from the button to the words the pointer is on neither. */
const ON_THE_WAY_MS = 120;

/**
 * Words beside what is pointed at or focused. They stay while pointer or focus do, the pointer may go to them, and Escape
 * takes them away (WCAG 1.4.13). Unlike a Tooltip around each button it costs nothing until it is wanted: thirty of those
 * are a tenth of the time in which the page of a case is built.
 */
export function Tip({ openDelay = 350, children, label, ...look }: TipProps) {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const [pointer, setPointer] = useState<'away' | 'on' | 'leaving'>('away');
  const [focused, setFocused] = useState(false);
  const [shown, setShown] = useState(false);
  const id = useId();
  const wanted = pointer !== 'away' || focused;
  const delayMs = focused ? 0 : openDelay;

  useEffect(() => {
    if (!wanted) return undefined;
    const opening = setTimeout(() => setShown(true), delayMs);
    return () => clearTimeout(opening);
  }, [wanted, delayMs]);
  useEffect(() => {
    if (pointer !== 'leaving') return undefined;
    const leaving = setTimeout(() => setPointer('away'), ON_THE_WAY_MS);
    return () => clearTimeout(leaving);
  }, [pointer]);
  const open = wanted && shown && label !== '';
  useEffect(() => {
    if (!open) return undefined;
    const close = (): void => {
      setPointer('away');
      setFocused(false);
    };
    // Before anything else that Escape means.
    const byKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      close();
    };
    // A button that is disabled loses the focus without a word.
    const elsewhere = (event: Event): void => {
      if (event.target !== target) setFocused(false);
    };
    document.addEventListener('keydown', byKey, true);
    document.addEventListener('focusin', elsewhere);
    return () => {
      document.removeEventListener('keydown', byKey, true);
      document.removeEventListener('focusin', elsewhere);
      setShown(false);
    };
  }, [open, target]);

  return (
    <>
      {cloneElement(children, {
        ...(open ? { 'aria-describedby': id } : {}),
        onPointerEnter: ({ currentTarget, pointerType }: PointerEvent<HTMLElement>) => {
          if (pointerType === 'touch') return;
          setTarget(currentTarget);
          setPointer('on');
        },
        onPointerLeave: () => setPointer((now) => (now === 'on' ? 'leaving' : now)),
        onFocus: ({ currentTarget }: FocusEvent<HTMLElement>) => {
          setTarget(currentTarget);
          setFocused(currentTarget.matches(':focus-visible'));
        },
        onBlur: () => setFocused(false),
      })}
      {open && target !== null ? (
        <Tooltip
          opened
          interactive
          target={target}
          label={<span id={id}>{label}</span>}
          onPointerEnter={() => setPointer('on')}
          onPointerLeave={() => setPointer('leaving')}
          {...look}
        />
      ) : null}
    </>
  );
}
