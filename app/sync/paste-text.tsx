'use client';

import { type ChangeEvent, type FormEvent, useId, useState } from 'react';
import { loadQrPicture } from '@/app/book/parts';
import type { HandMeeting } from '@/app/composition/contract';
import { Button, buttonClass } from '@/app/ui/button';
import { sayHandProblem } from './hand-words';

export interface PasteTextProps {
  readonly label: string;
  readonly meeting: HandMeeting;
}

/** Takes the other's text, pasted or from a picture of its QR code, and says at once what is wrong with it. */
export function PasteText({ label, meeting }: PasteTextProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);

  const use = async (given: string) => {
    const problem = await meeting.take(given);
    setWrong(problem === null ? null : sayHandProblem(problem));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void use(text);
  };
  const pick = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (!file) return;
    const { readQrPicture } = await loadQrPicture();
    const found = await readQrPicture(file);
    if (found === null)
      return setWrong(
        'No QR code could be read in this picture. Take it from closer, with all four corners.',
      );
    setText(found);
    await use(found);
  };

  return (
    <form onSubmit={submit}>
      <label htmlFor={id} className="text-[0.8125rem] text-soft">
        {label}
      </label>
      <textarea
        id={id}
        rows={3}
        required
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        placeholder="Paste it here"
        aria-describedby={`${id}-wrong`}
        aria-invalid={wrong === null ? undefined : true}
        className="line-field resize-none text-[0.8125rem] break-all"
        value={text}
        onChange={(event) => {
          setWrong(null);
          setText(event.target.value);
        }}
      />
      <p id={`${id}-wrong`} role="alert" className="mt-1 text-[0.8125rem] text-wrong">
        {wrong}
      </p>
      <div className="mt-2 flex flex-wrap justify-between gap-2">
        <label className={`${buttonClass('ruled')} focus-within:outline-2 focus-within:outline-accent`}>
          From a picture
          <input type="file" accept="image/*" className="sr-only" onChange={(event) => void pick(event)} />
        </label>
        <Button type="submit" look="filled">
          Connect
        </Button>
      </div>
    </form>
  );
}
