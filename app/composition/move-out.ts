/** The old address: hands its books over to a window at the new one, and marks them as moved once all are on disk there. */

import { type BrowserStore, describeFailure, type StoredBook } from '@/lib/ledger/browser-store';
import { createJournal, type Journal } from '@/lib/ledger/journal';
import { loadJournal } from '@/lib/ledger/journal-keeper';
import { ok } from '@/lib/ledger/result';
import { emptyStacks } from '@/lib/ledger/undo';
import { toBase32 } from '@/lib/sync/base32';
import { drawWriter, randomBytes } from './browser';
import type { Live } from './contract';
import { withStore } from './disk';
import { createLive } from './live';
import { createTalk, MOVE_PATH, type NewWord, type OldWord, type Talk, writeMoveHash } from './move-talk';
import type { MovedBook } from './moved-book';
import { tellMoved } from './moved-news';

export type MoveOutStep =
  | { readonly kind: 'idle' }
  /** The browser did not let a window open. */
  | { readonly kind: 'blocked' }
  /** The window is there; nothing was heard from it so far, or the person is asked in it. */
  | { readonly kind: 'waiting'; readonly asked: boolean }
  | { readonly kind: 'sending'; readonly done: number; readonly of: number }
  | { readonly kind: 'moved' }
  | { readonly kind: 'failed'; readonly why: 'refused' | 'closed' | 'trouble'; readonly detail: string };

export interface MoveOut extends Live<MoveOutStep> {
  /** To be called in a click: browsers open windows then alone. */
  start(origin: string): void;
}

/** How often it is looked whether the other window was closed. */
const LOOK_MS = 500;

class Interrupted extends Error {}

/** The words of the other window, one at a time, in their order. */
const createAnswers = () => {
  const waiting: NewWord[] = [];
  let wake: () => void = () => undefined;
  let closed = false;
  return {
    put: (word: NewWord): void => {
      waiting.push(word);
      wake();
    },
    close: (): void => {
      closed = true;
      wake();
    },
    next: async (expected: NewWord['say']): Promise<void> => {
      while (waiting.length === 0) {
        if (closed) throw new Interrupted('closed');
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const word = waiting.shift();
      if (word?.say === expected) return;
      if (word?.say === 'refuse') throw new Interrupted('refused');
      throw new Error(word?.say === 'failed' ? word.detail : `heard ${word?.say}, not ${expected}`);
    },
  };
};

type Answers = ReturnType<typeof createAnswers>;

interface Sending {
  readonly disk: BrowserStore;
  readonly talk: Talk<OldWord>;
  readonly answers: Answers;
  /** Entries that the other window has got, of this book. */
  readonly sent: (entries: number) => void;
}

/** One book in pieces. */
const sendBook = async (
  { disk, talk, answers, sent }: Sending,
  stored: StoredBook,
  journal: Journal,
): Promise<void> => {
  const book: MovedBook = { stored, undo: (await disk.undoStacks(stored.id)) ?? emptyStacks };
  talk.say({ say: 'book', book });
  await answers.next('next');
  const pieces = [...journal.updatesSince(new Map())];
  for (const [index, update] of pieces.entries()) {
    talk.say({ say: 'piece', updates: [update] });
    await answers.next('next');
    sent(Math.round((journal.entryCount() * (index + 1)) / pieces.length));
  }
  talk.say({ say: 'whole' });
  await answers.next('kept');
};

/** Another tab may have written meanwhile: what has grown is sent again, and the door there takes what is new. */
const sendAll = async (sending: Omit<Sending, 'sent'>, tell: (done: number, of: number) => void) => {
  const { disk } = sending;
  const sizes = new Map<string, number>();
  for (;;) {
    const books = (await disk.books()).filter(({ movedTo }) => !movedTo);
    const of = books.reduce((sum, { entries }) => sum + entries, 0);
    let before = 0;
    let grown = false;
    for (const stored of books) {
      const journal = await loadJournal(createJournal(drawWriter), disk, stored.id);
      if (sizes.get(stored.id) !== journal.entryCount()) {
        grown = true;
        await sendBook({ ...sending, sent: (entries) => tell(before + entries, of) }, stored, journal);
        sizes.set(stored.id, journal.entryCount());
      }
      before += stored.entries;
    }
    if (!grown) return books;
  }
};

const whyOf = (error: unknown): MoveOutStep => {
  const why = error instanceof Interrupted ? (error.message as 'refused' | 'closed') : 'trouble';
  return { kind: 'failed', why, detail: why === 'trouble' ? describeFailure(error) : '' };
};

export const createMoveOut = (): MoveOut => {
  const step = createLive<MoveOutStep>({ kind: 'idle' });

  const hand = async (origin: string, disk: BrowserStore, talk: Talk<OldWord>, answers: Answers) => {
    await answers.next('ready');
    step.set({ kind: 'waiting', asked: true });
    const books = (await disk.books()).filter(({ movedTo }) => !movedTo);
    talk.say({ say: 'offer', books: books.map(({ id, name, entries }) => ({ id, name, entries })) });
    await answers.next('accept');
    const moved = await sendAll({ disk, talk, answers }, (done, of) =>
      step.set({ kind: 'sending', done, of }),
    );
    for (const { id } of moved) await disk.amend(id, { movedTo: { origin, at: Date.now() } });
    tellMoved();
    talk.say({ say: 'done' });
  };

  /** How it ended: by what was said there, by the window that is gone, or by the disk here. */
  const outcomeOf = async (handing: (disk: BrowserStore) => Promise<void>): Promise<MoveOutStep> => {
    const done = await withStore<MoveOutStep>(async (disk) => {
      try {
        await handing(disk);
        return ok({ kind: 'moved' });
      } catch (error) {
        return ok(whyOf(error));
      }
    });
    if (done.ok) return done.value;
    return { kind: 'failed', why: 'trouble', detail: 'detail' in done.error ? done.error.detail : '' };
  };

  return {
    get: step.get,
    subscribe: step.subscribe,
    start: (origin) => {
      const move = toBase32(randomBytes(new Uint8Array(16)));
      const other = window.open(`${origin}${MOVE_PATH}${writeMoveHash(move, location.origin)}`, '_blank');
      if (other === null) return step.set({ kind: 'blocked' });
      step.set({ kind: 'waiting', asked: false });
      const answers = createAnswers();
      const talk = createTalk<OldWord, NewWord>({ self: window, other, origin, move, hear: answers.put });
      const looking = setInterval(() => other.closed && answers.close(), LOOK_MS);
      void outcomeOf((disk) => hand(origin, disk, talk, answers)).then((outcome) => {
        clearInterval(looking);
        talk.end();
        step.set(outcome);
      });
    },
  };
};
