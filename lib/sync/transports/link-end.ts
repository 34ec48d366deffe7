/**
 * The half of every link that faces its owner: holds what comes before `listen`, keeps the order, and says `closed` once.
 * It does not know what carries the frames.
 */

import type { CloseReason, LinkListener } from '../transport';

export interface LinkEnd {
  readonly ended: boolean;
  listen(listener: LinkListener): void;
  frame(bytes: Uint8Array): void;
  drained(): void;
  /** What came before is still delivered. The first call of `end` and `cut` counts. */
  end(reason: CloseReason, detail: string): void;
  /** As `end`, but by the owner's own wish: what is still waiting is dropped. */
  cut(reason: CloseReason, detail: string): void;
}

type Call = (listener: LinkListener) => void;

export const createLinkEnd = (): LinkEnd => {
  const waiting: Call[] = [];
  let listener: LinkListener | null = null;
  let delivering = false;
  let ended = false;
  let final: Call | null = null;

  /** One call at a time, also when a listener's own doing causes the next one. */
  const deliver = (): void => {
    if (listener === null || delivering) return;
    delivering = true;
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) next(listener);
      const last = final;
      final = null;
      last?.(listener);
    } finally {
      delivering = false;
    }
  };

  const call = (next: Call): void => {
    if (ended) return;
    waiting.push(next);
    deliver();
  };

  const end = (reason: CloseReason, detail: string): void => {
    if (ended) return;
    ended = true;
    final = (owner) => owner.closed(reason, detail);
    deliver();
  };

  return {
    get ended() {
      return ended;
    },
    listen: (owner) => {
      if (listener !== null) throw new Error('a link has one listener');
      listener = owner;
      deliver();
    },
    frame: (bytes) => call((owner) => owner.frame(bytes)),
    drained: () => call((owner) => owner.drained()),
    end,
    cut: (reason, detail) => {
      if (ended) return;
      waiting.length = 0;
      end(reason, detail);
    },
  };
};
