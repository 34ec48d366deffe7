'use client';

import { useId, useRef, useState } from 'react';
import { Button } from './button';

export interface CopyTextProps {
  readonly label: string;
  /** What it is called in a sentence: "the link". */
  readonly name: string;
  readonly text: string;
}

/** Copies where the page may; elsewhere it selects the text, so that Ctrl+C does the rest. */
export function CopyText({ label, name, text }: CopyTextProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied.');
    } catch {
      setSaid(`The ${name} is selected: copy it with Ctrl+C, or press and hold.`);
    }
  };
  return (
    <div>
      <label htmlFor={id} className="text-[0.8125rem] text-soft">
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        readOnly
        rows={3}
        value={text}
        className="line-field resize-none text-[0.8125rem] break-all"
        onFocus={(event) => event.target.select()}
      />
      <div className="mt-2 flex items-center justify-between gap-3">
        <span role="status" className="text-[0.8125rem] text-soft">
          {said}
        </span>
        <Button onClick={() => void copy()}>Copy the {name}</Button>
      </div>
    </div>
  );
}
