/**
 * The side of a device that has no invite: which books at this relay may be asked for, and one request to join, step by step.
 * It does not know who decides on the other side, nor what is done with the invite.
 */

import type { Clock, Random } from '../clock';
import type { RandomBytes } from '../invite';
import { newPeerId } from '../peer-id';
import type { SignalPath } from '../signaling';
import { sameBytes } from '../standing';
import { createTimers } from '../timers';
import {
  codeOf,
  commitmentTo,
  type KeyPair,
  newKeyPair,
  newNonce,
  openInvite,
  type Transcript,
} from './exchange';
import { type NearbyWord, readNearbyWord, type Tag, writeNearbyWord } from './words';

const LOOK_MS = 8_000;
/** A book of which nobody has said for so long that it is here is no longer shown. */
const FORGET_MS = 20_000;
/** Nobody may have heard it the first time. */
const REPEAT_MS = 3_000;
/** Long enough to call to somebody upstairs. */
export const PATIENCE_MS = 120_000;
const MOST_BOOKS = 20;

export interface NearbyBook {
  readonly book: Tag;
  readonly name: string;
}

export type AskingStep =
  | { readonly kind: 'idle' }
  /** Somebody over there has to look at a screen. */
  | { readonly kind: 'asked'; readonly book: NearbyBook }
  /** The digits are to be the same on both screens; the other side decides. */
  | { readonly kind: 'compare'; readonly book: NearbyBook; readonly code: string }
  | { readonly kind: 'admitted'; readonly book: NearbyBook; readonly invite: string }
  | { readonly kind: 'refused' | 'expired' | 'disturbed'; readonly book: NearbyBook };

export interface NearbyAskingSetup {
  readonly path: SignalPath;
  readonly clock: Clock;
  readonly random: Random;
  readonly randomBytes: RandomBytes;
  /** Something of `books` or `step` is another. */
  readonly changed: () => void;
}

export interface NearbyAsking {
  start(): void;
  stop(): void;
  /** null while the relay does not answer. */
  books(): readonly NearbyBook[] | null;
  step(): AskingStep;
  /** @param name of who asks, for the screen over there. Takes the place of a request that is under way. */
  ask(book: NearbyBook, name: string): void;
  cancel(): void;
}

/** One request under way. */
interface Request {
  readonly ask: Tag;
  readonly book: NearbyBook;
  readonly name: string;
  readonly keys: KeyPair;
  readonly nonce: Uint8Array;
  /** The first member that answered; the others are passed over. */
  member: { readonly by: Tag; readonly key: Uint8Array; readonly commitment: Uint8Array } | null;
  said: Transcript | null;
}

type Word<Kind extends NearbyWord['kind']> = Extract<NearbyWord, { readonly kind: Kind }>;

export const createNearbyAsking = (setup: NearbyAskingSetup): NearbyAsking => {
  const { path, clock, random, randomBytes, changed } = setup;
  const timers = createTimers(clock);
  const seen = new Map<Tag, NearbyBook & { readonly at: number }>();
  let isOpen = false;
  let request: Request | null = null;
  let step: AskingStep = { kind: 'idle' };

  const say = (word: NearbyWord): void => path.send(writeNearbyWord(word), null);

  const become = (next: AskingStep): void => {
    step = next;
    changed();
  };

  const end = (): void => {
    timers.cancel('repeat');
    timers.cancel('patience');
    request = null;
  };

  const endAs = (kind: 'refused' | 'expired' | 'disturbed', { book, ask }: Request): void => {
    end();
    if (kind !== 'refused') say({ kind: 'withdraw', ask });
    become({ kind, book });
  };

  const look = (): void => {
    for (const [tag, { at }] of seen) if (clock.now() - at > FORGET_MS) seen.delete(tag);
    say({ kind: 'look' });
    timers.soon('look', LOOK_MS, look);
    changed();
  };

  const sayAgain = (asked: Request): void => {
    const { ask, book, name, keys } = asked;
    say({ kind: 'ask', book: book.book, ask, name, key: keys.key });
    if (asked.member === null) timers.soon('repeat', REPEAT_MS, () => sayAgain(asked));
  };

  const hearHere = ({ book, name }: Word<'here'>): void => {
    if (!seen.has(book) && seen.size >= MOST_BOOKS) return;
    const isNews = seen.get(book)?.name !== name;
    seen.set(book, { book, name, at: clock.now() });
    if (isNews) changed();
  };

  const hearAnswer = (asked: Request, { by, key, commitment }: Word<'answer'>): void => {
    asked.member ??= { by, key, commitment };
    if (asked.member.by === by) say({ kind: 'nonce', ask: asked.ask, by, nonce: asked.nonce });
  };

  const hearReveal = (asked: Request, { by, nonce }: Word<'reveal'>): void => {
    const { member, keys } = asked;
    if (member === null || member.by !== by || asked.said !== null) return;
    if (!sameBytes(commitmentTo(member.key, keys.key, nonce), member.commitment))
      return endAs('disturbed', asked);
    asked.said = {
      askerKey: keys.key,
      memberKey: member.key,
      askerNonce: asked.nonce,
      memberNonce: nonce,
      bookName: asked.book.name,
      askerName: asked.name,
    };
    become({ kind: 'compare', book: asked.book, code: codeOf(asked.said) });
  };

  const hearAdmit = (asked: Request, { by, sealed }: Word<'admit'>): void => {
    if (asked.member?.by !== by || asked.said === null) return;
    const invite = openInvite(asked.keys, asked.said, sealed);
    // Anybody can say such a word; only the one that opens counts.
    if (invite === null) return;
    end();
    become({ kind: 'admitted', book: asked.book, invite });
  };

  const hear = (text: string): void => {
    const word = readNearbyWord(text);
    if (word === null) return;
    if (word.kind === 'here') return hearHere(word);
    if (request === null || !('ask' in word) || word.ask !== request.ask) return;
    switch (word.kind) {
      case 'answer':
        return hearAnswer(request, word);
      case 'reveal':
        return hearReveal(request, word);
      case 'admit':
        return hearAdmit(request, word);
      case 'refuse':
        return endAs('refused', request);
    }
  };

  return {
    start: () =>
      path.start({
        opened: () => {
          isOpen = true;
          look();
        },
        closed: () => {
          isOpen = false;
          seen.clear();
          changed();
        },
        heard: hear,
        present: () => undefined,
      }),
    stop: () => {
      const farewell = request === null ? null : writeNearbyWord({ kind: 'withdraw', ask: request.ask });
      timers.clear();
      request = null;
      path.stop(farewell);
    },
    books: () => (isOpen ? [...seen.values()].map(({ book, name }) => ({ book, name })) : null),
    step: () => step,
    ask: (book, name) => {
      if (request !== null) say({ kind: 'withdraw', ask: request.ask });
      end();
      const asked: Request = {
        ask: newPeerId(random),
        book,
        name,
        keys: newKeyPair(randomBytes),
        nonce: newNonce(randomBytes),
        member: null,
        said: null,
      };
      request = asked;
      timers.soon('patience', PATIENCE_MS, () => endAs('expired', asked));
      sayAgain(asked);
      become({ kind: 'asked', book });
    },
    cancel: () => {
      if (request !== null) say({ kind: 'withdraw', ask: request.ask });
      end();
      become({ kind: 'idle' });
    },
  };
};
