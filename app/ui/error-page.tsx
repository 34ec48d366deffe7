import type { BookError } from '@/app/composition/contract';
import { formatDate, today } from '@/lib/ledger/dates';
import { locale } from './locale';
import { PlainPage } from './plain-page';

interface Words {
  readonly title: string;
  readonly text: string;
}

/** What happened, what is safe, what to do: in that order, without blame. */
export function wordsFor(error: BookError): Words {
  switch (error.kind) {
    case 'unknown-book':
      return {
        title: 'This book is not on this device',
        text: 'The address names a book that was never opened here, or was removed from here. Other devices still have it: ask someone who shares it for an invite.',
      };
    case 'moved':
      return {
        title: 'This book has moved',
        text: `It was taken to ${error.origin} on ${formatDate(today(error.at), locale(), 'long')}, where you go on as the same person. What is left here is as it was then.`,
      };
    case 'no-storage':
      return {
        title: 'This browser keeps nothing',
        text: 'The browser has refused the space to store a book, as private windows do. Open WeSpend in an ordinary window, or make room on the disk. Nothing that others have is touched.',
      };
    case 'bad-invite':
      return inviteWords[error.why];
    case 'bad-file':
      return {
        title: 'This file is not a book',
        text: 'Nothing was changed. Choose a file that WeSpend has saved before, with a name that ends in .age or .json.',
      };
    case 'unrelated':
      return {
        title: 'This is a copy of another book',
        text: 'It has no line in common with this one. Nothing was changed.',
      };
    case 'bad-field':
      return { title: 'The book does not take this', text: error.detail };
    case 'defect':
      return {
        title: 'WeSpend has made a mistake',
        text: 'What is stored on this device is not touched. Reload the page; if it happens again, tell those who look after WeSpend for you.',
      };
  }
}

/** The words in one paragraph, with what the system itself says of it. */
export function sayError(error: BookError): string {
  const { text } = wordsFor(error);
  return 'detail' in error && error.detail !== text ? `${text} (${error.detail})` : text;
}

const inviteWords: Readonly<Record<Extract<BookError, { kind: 'bad-invite' }>['why'], Words>> = {
  damaged: {
    title: 'This invite is not whole',
    text: 'Some letters of the link are missing or changed, as happens when it is copied in parts. Ask for it again, best as a QR picture.',
  },
  'not-an-invite': {
    title: 'This is not an invite',
    text: 'An invite is a long link that holds /join/#. Copy all of it, or ask for it again.',
  },
  'too-new': {
    title: 'This invite is from a newer WeSpend',
    text: 'Reload this page for the newest version, then open the invite again.',
  },
  'for-a-member': {
    title: 'This text is for a device that has the book',
    text: 'It connects devices that share the book already, and this one does not have it. Ask for one that is made for somebody new.',
  },
  'an-answer': {
    title: 'This text belongs on the other device',
    text: 'It answers a text that was made there. Put it in where that one was made, under Sharing.',
  },
};

export function ErrorPage({ error }: { readonly error: BookError }) {
  const { title, text } = wordsFor(error);
  return (
    <PlainPage title={title}>
      <p>{text}</p>
      {'detail' in error ? <p className="text-[0.8125rem] text-soft">{error.detail}</p> : null}
      <p>
        <a className="link" href={error.kind === 'moved' ? error.origin : '/'}>
          {error.kind === 'moved' ? 'Open WeSpend there' : 'Go to your books'}
        </a>
      </p>
    </PlainPage>
  );
}
