/** What each page tells the others of itself. */

import type { RecordId } from '@/lib/ledger/records';

/** Whose device it is, and what is being edited on it. Read with care: it comes from others. */
export interface About {
  readonly device: RecordId | null;
  readonly editing: RecordId | null;
  /** By its own clock, in ms since the epoch. */
  readonly since: number | null;
}

const nothing: About = { device: null, editing: null, since: null };

export const readAbout = (text: string): About => {
  try {
    const said: unknown = JSON.parse(text);
    if (typeof said !== 'object' || said === null) return nothing;
    const { device, editing, since } = said as Record<string, unknown>;
    return {
      device: typeof device === 'string' ? device : null,
      editing: typeof editing === 'string' ? editing : null,
      since: Number.isSafeInteger(since) ? (since as number) : null,
    };
  } catch {
    return nothing;
  }
};
