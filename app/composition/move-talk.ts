/**
 * How two windows of this app, one at the old address and one at the new, speak while books move from one to the other.
 * It does not know disks, nor how either window looks.
 *
 * The old window opens the new one with a number drawn for this move and its own origin behind the '#'. Each posts to the
 * other's origin alone, so that the browser itself drops a word which would reach anybody else, and hears only that window,
 * from that origin, with that number. What a word holds is still judged by whoever takes it (moved-book.ts).
 */

export const MOVE_PATH = '/move/';

/** `old`: said by the window at the old address. */
export type OldWord =
  | {
      readonly say: 'offer';
      readonly books: readonly { readonly id: string; readonly name: string; readonly entries: number }[];
    }
  /** What is known of one book; its entries follow in pieces. */
  | { readonly say: 'book'; readonly book: unknown }
  | { readonly say: 'piece'; readonly updates: readonly Uint8Array[] }
  /** All pieces of this book were sent. */
  | { readonly say: 'whole' }
  /** The old window has marked its books as moved. */
  | { readonly say: 'done' };

export type NewWord =
  | { readonly say: 'ready' }
  | { readonly say: 'accept' }
  | { readonly say: 'refuse' }
  /** The piece is in the memory of the new window: the next one may come. */
  | { readonly say: 'next' }
  /** The whole book is on the disk of the new address. */
  | { readonly say: 'kept' }
  | { readonly say: 'failed'; readonly detail: string };

interface Envelope {
  readonly wespend: 'move/1';
  readonly move: string;
  readonly word: unknown;
}

/** The little that this needs of a window. */
export interface Listening {
  addEventListener(kind: 'message', heard: (event: MessageEvent) => void): void;
  removeEventListener(kind: 'message', heard: (event: MessageEvent) => void): void;
}
export interface Speaking {
  postMessage(message: unknown, targetOrigin: string): void;
}

export interface Talk<Said> {
  say(word: Said): void;
  end(): void;
}

export interface TalkSetup<Heard> {
  readonly self: Listening;
  readonly other: Speaking;
  /** The origin of the other window, the only one that is spoken to and heard. */
  readonly origin: string;
  readonly move: string;
  readonly hear: (word: Heard) => void;
}

const wordIn = (data: unknown, move: string): { readonly say: string } | null => {
  if (typeof data !== 'object' || data === null) return null;
  const { wespend, move: about, word } = data as Partial<Envelope>;
  if (wespend !== 'move/1' || about !== move || typeof word !== 'object' || word === null) return null;
  return 'say' in word && typeof word.say === 'string' ? { ...word, say: word.say } : null;
};

export const createTalk = <Said, Heard extends { readonly say: string }>({
  self,
  other,
  origin,
  move,
  hear,
}: TalkSetup<Heard>): Talk<Said> => {
  const heard = (event: MessageEvent): void => {
    if (event.source !== other || event.origin !== origin) return;
    const word = wordIn(event.data, move);
    if (word !== null) hear(word as Heard);
  };
  self.addEventListener('message', heard);
  return {
    say: (word) => {
      const envelope: Envelope = { wespend: 'move/1', move, word };
      other.postMessage(envelope, origin);
    },
    end: () => self.removeEventListener('message', heard),
  };
};

/** What stands behind the '#' of the window at the new address. */
export const writeMoveHash = (move: string, origin: string): string =>
  `#${move}/${encodeURIComponent(origin)}`;

/** null for anything else, as when the page was opened by hand. */
export const readMoveHash = (hash: string): { readonly move: string; readonly origin: string } | null => {
  const [, move = '', coded = ''] = /^#([a-z2-7]{26})\/([^/]+)$/.exec(hash) ?? [];
  try {
    const { origin, protocol } = new URL(decodeURIComponent(coded));
    return move !== '' && /^https?:$/.test(protocol) ? { move, origin } : null;
  } catch {
    return null; // no address
  }
};

/** The origin of an address as somebody typed it, with or without http:// in front; null for what is none. */
export const originTyped = (text: string): string | null => {
  const address = text.trim();
  if (address === '' || /\s/.test(address)) return null;
  try {
    const { origin, protocol } = new URL(/^[a-z]+:\/\//i.test(address) ? address : `http://${address}`);
    return /^https?:$/.test(protocol) ? origin : null;
  } catch {
    return null; // no address
  }
};
