'use client';

import { type ComponentProps, type KeyboardEvent, useId, useRef, useState } from 'react';

export interface Suggestion {
  readonly key: string;
  readonly text: string;
  readonly detail?: string;
}

export interface ComboInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'list'> {
  readonly value: string;
  readonly suggestions: readonly Suggestion[];
  /** Whether Enter takes a suggestion that only typing has brought to the top, as Tab always does. */
  readonly enterTakesFirst?: boolean;
  onText(text: string): void;
  onTake(suggestion: Suggestion): void;
}

interface Place {
  readonly left: number;
  readonly width: number;
  readonly top: number | null;
  readonly bottom: number | null;
}

/** Below the field, or above it where there is more room: the entry row lies at the foot of the page. */
const placeUnder = (input: HTMLInputElement): Place => {
  const box = input.getBoundingClientRect();
  const below = window.innerHeight - box.bottom > 260;
  return {
    left: Math.min(box.left, Math.max(8, window.innerWidth - 248)),
    width: Math.max(box.width, 240),
    top: below ? box.bottom + 2 : null,
    bottom: below ? null : window.innerHeight - box.top + 2,
  };
};

/** Into the top layer, where no scrolling or moved ancestor clips it. */
const raise = (list: HTMLElement | null): void => list?.showPopover?.();

/**
 * A field that completes what is typed, by the combobox pattern of ARIA 1.2. Our own and not the library's, which
 * with its positioning weighs 51 KB compressed and would take half of what the book's first load may add.
 */
export function ComboInput(props: ComboInputProps) {
  const {
    value,
    suggestions,
    enterTakesFirst = false,
    onText,
    onTake,
    onKeyDown,
    onBlur,
    className = '',
    ...rest
  } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const [active, setActive] = useState<{ readonly index: number; readonly moved: boolean }>({
    index: -1,
    moved: false,
  });
  const open = place !== null && suggestions.length > 0;
  const at = open ? Math.min(active.index, suggestions.length - 1) : -1;
  const chosen = suggestions[at];

  const show = (index: number, moved: boolean) => {
    if (input.current) setPlace(placeUnder(input.current));
    setActive({ index, moved });
  };
  const close = () => setPlace(null);

  const handleKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && suggestions.length > 0) {
      event.preventDefault();
      show(
        open ? (at + step + suggestions.length) % suggestions.length : step > 0 ? 0 : suggestions.length - 1,
        true,
      );
      return;
    }
    if (open && event.key === 'Escape') {
      event.stopPropagation();
      close();
      return;
    }
    const takes = event.key === 'Tab' || (event.key === 'Enter' && (active.moved || enterTakesFirst));
    if (open && chosen && takes && !event.ctrlKey) {
      onTake(chosen);
      close();
      if (event.key === 'Enter' && active.moved) {
        event.preventDefault();
        return;
      }
    }
    onKeyDown?.(event);
  };

  return (
    <>
      <input
        {...rest}
        ref={input}
        value={value}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={open ? `${id}-list` : undefined}
        aria-activedescendant={chosen ? `${id}-${at}` : undefined}
        autoComplete="off"
        className={className}
        onChange={(event) => {
          onText(event.target.value);
          if (event.target.value === '') close();
          else show(0, false);
        }}
        onKeyDown={handleKey}
        onBlur={(event) => {
          close();
          onBlur?.(event);
        }}
      />
      {open ? (
        <div
          ref={raise}
          popover="manual"
          id={`${id}-list`}
          role="listbox"
          aria-label="Suggestions"
          className="fixed inset-auto z-50 m-0 max-h-64 text-ink overflow-y-auto rounded-sm border border-rule-strong bg-raised py-1"
          style={{
            left: place.left,
            width: place.width,
            ...(place.top === null ? {} : { top: place.top }),
            ...(place.bottom === null ? {} : { bottom: place.bottom }),
          }}
        >
          {suggestions.map((suggestion, index) => (
            <div
              key={suggestion.key}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              className={`flex cursor-pointer items-baseline justify-between gap-3 px-3 py-1.5 ${index === at ? 'bg-wash' : ''}`}
              onPointerDown={(event) => {
                event.preventDefault();
                onTake(suggestion);
                close();
              }}
            >
              <span className="truncate">{suggestion.text}</span>
              {suggestion.detail ? (
                <span className="figures shrink-0 text-[0.8125rem] text-soft">{suggestion.detail}</span>
              ) : null}
            </div>
          ))}
        </div>
      ) : null}
    </>
  );
}
