/** A simulated disk: what was written is there a moment later, and a crash loses what was still on its way. */

import { createJournal, type Journal } from '@/lib/ledger/journal';
import type { Clock } from '@/lib/sync/clock';
import type { Range, Reach } from '@/lib/sync/shared-document';
import type { Dice } from '../random';

interface Written {
  readonly ranges: readonly Range[];
  readonly updates: readonly Uint8Array[];
}

export interface Disk {
  /** Loads a journal with what is here. */
  load(journal: Journal): void;
  /** Stores from now on what is new in the journal, by the clock of its program. */
  keep(journal: Journal, clock: Clock): void;
  /** Everything is written at once, as when a program ends in order. */
  flush(): void;
  /** What is not written is lost. */
  crash(): void;
  /** The disk is again as it was at an earlier time. */
  restoreSnapshot(dice: Dice): void;
  /** How many entries of each writer are safe here. */
  reach(): Reach;
}

const SLOWEST_MS = 400;

export const createDisk = (dice: Dice): Disk => {
  let written: Written[] = [];
  let waiting: Range[] = [];
  let journal: Journal | null = null;
  let stopKeeping = (): void => undefined;

  const flush = (): void => {
    if (waiting.length === 0 || journal === null) return;
    written.push({ ranges: waiting, updates: [...journal.updatesFor(waiting)] });
    waiting = [];
  };

  const leave = (): void => {
    stopKeeping();
    waiting = [];
    journal = null;
  };

  return {
    load: (loaded) => {
      loaded.admitAll(
        written.flatMap(({ updates }) => updates),
        'storage',
      );
    },
    keep: (kept, clock) => {
      leave();
      journal = kept;
      stopKeeping = kept.onGrowth((ranges, origin) => {
        if (origin === 'storage') return;
        if (waiting.length === 0) clock.after(20 + dice.below(SLOWEST_MS), flush);
        waiting.push(...ranges);
      });
    },
    flush: () => {
      flush();
      leave();
    },
    crash: leave,
    restoreSnapshot: (chance) => {
      written = written.slice(0, chance.below(written.length + 1));
    },
    reach: () => {
      const reach = new Map<number, number>();
      for (const { ranges } of written)
        for (const { writer, to } of ranges) reach.set(writer, Math.max(to, reach.get(writer) ?? 0));
      return reach;
    },
  };
};

/** A journal that goes on under a writer's old name, as a copied or restored profile would: it has written all that again. */
export const createForkedJournal = (disk: Disk, writer: number, drawWriter: () => number): Journal => {
  const before = createJournal(drawWriter);
  disk.load(before);
  let isFirst = true;
  const journal = createJournal(() => {
    const drawn = isFirst ? writer : drawWriter();
    isFirst = false;
    return drawn;
  });
  journal.append(() => before.read(writer, 0, before.reach().get(writer) ?? 0));
  disk.load(journal);
  return journal;
};
