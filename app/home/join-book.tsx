'use client';

import { type ChangeEvent, type FormEvent, useState } from 'react';
import { books } from '@/app/composition/books';
import { Button, buttonClass } from '@/app/ui/button';
import { wordsFor } from '@/app/ui/error-page';
import { LongTextField } from '@/app/ui/field';
import { Sheet } from '@/app/ui/sheet';
import { fail, ok, type Result } from '@/lib/ledger/result';
import type { InviteWordsError } from '@/lib/sync/invite-words';

/** An invite as a link, as pasted text, or as a picture of its QR code. */
export function JoinBook({ onClose }: { onClose(): void }) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);

  const follow = async (text: string) => {
    const typed = await lettersOf(text);
    if (!typed.ok) {
      setWrong(sayWordsError(typed.error));
      return;
    }
    const invite = typed.value;
    const read = books.readInvite(invite);
    if (!read.ok) {
      setWrong(wordsFor(read.error).text);
      return;
    }
    window.location.assign(`/join/#${afterHash(invite)}`);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void follow(text.trim());
  };
  const pick = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (!file) return;
    const { readQrPicture } = await import('@/app/ui/qr-picture');
    const found = await readQrPicture(file);
    if (found === null) {
      setWrong('No QR code could be read in this picture. Take it from closer, with all four corners in it.');
      return;
    }
    setText(found);
    await follow(found);
  };

  return (
    <Sheet title="Join a book" onClose={onClose}>
      <form className="space-y-5" onSubmit={submit}>
        <p>
          Somebody who shares the book opens People in it, and shows you an invite. A recovery sheet serves as
          well: type its words or its letters.
        </p>
        <LongTextField
          label="Invite"
          placeholder="Paste what you were sent, or type the words"
          value={text}
          error={wrong}
          required
          onChange={(event) => {
            setWrong(null);
            setText(event.target.value);
          }}
        />
        <div className="flex flex-wrap justify-end gap-2 pt-2">
          <label
            className={`${buttonClass('ruled')} mr-auto focus-within:outline-2 focus-within:outline-accent`}
          >
            From a picture
            <input type="file" accept="image/*" className="sr-only" onChange={(event) => void pick(event)} />
          </label>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="filled" type="submit">
            Join
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

/** The words of a recovery sheet as the letters that they stand for; anything else as it is. */
async function lettersOf(text: string): Promise<Result<string, InviteWordsError>> {
  if (!/\s/u.test(text)) return ok(text);
  const { looksLikeWords, readInviteWords } = await import('@/lib/sync/invite-words');
  if (!looksLikeWords(text)) return ok(text);
  const read = readInviteWords(text);
  return read.ok && !books.readInvite(read.value).ok ? fail({ kind: 'damaged' }) : read;
}

function sayWordsError(error: InviteWordsError): string {
  switch (error.kind) {
    case 'unknown-word':
      return `Word ${error.place}, “${error.word}”, is none of the words on such a sheet.${error.meant === null ? '' : ` Is it “${error.meant}”?`}`;
    case 'word-count':
      return `A sheet has 23 words; these are ${error.found}.`;
    case 'damaged':
      return 'One of the words is another than on the sheet, or two have changed places.';
  }
}

/** The invite proper, whether the whole link was pasted or only its end. */
const afterHash = (text: string): string =>
  text.includes('#') ? (text.slice(text.indexOf('#') + 1).split(/\s/u)[0] ?? '') : text.replace(/\s/gu, '');
