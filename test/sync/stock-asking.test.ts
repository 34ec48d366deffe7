import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createJournal } from '@/lib/ledger/journal';
import { journalName } from '@/lib/ledger/update-codec';
import { createCatchUp } from '@/lib/sync/catch-up';
import { decodeFrame, encodeFrame } from '@/lib/sync/frame-codec';
import type { Frame, Hello } from '@/lib/sync/frames';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import { createSession } from '@/lib/sync/session';
import type { LinkListener } from '@/lib/sync/transport';
import { createVirtualClock } from '@/lib/sync/virtual-clock';
import { createDice, drawWriter } from '../random';

const MESSAGE_LIMIT = 256 * 1024;
const PEER = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';
const greeting: Hello = {
  type: 'hello',
  version: 1,
  peer: 'abcdefghijklmnop',
  role: 'peer',
  joinedAt: 0,
  token: '',
};

const soundEntry = (payee: string) => {
  const values = ['2026-03-14', 'household', -100, payee, '', null, '', false];
  return [1, 1, 0, null, 0, 't', ...values, 3_000_000];
};

/** A document such as a stock page has, with so many lines of so many letters by each writer. */
const stockDocument = (writers: readonly { readonly lines: number; readonly letters: number }[]): Y.Doc => {
  const doc = new Y.Doc();
  for (const [index, { lines, letters }] of writers.entries()) {
    doc.clientID = index + 1;
    const entries = Array.from({ length: lines }, (_, line) => soundEntry(`${line} ${'x'.repeat(letters)}`));
    doc.getArray(journalName(doc.clientID)).push(entries);
  }
  return doc;
};

/** Ours beside a stock page, which answers as y-webrtc does: in one message, or not at all. */
const meet = (doc: Y.Doc) => {
  const clock = createVirtualClock();
  const journal = createJournal(drawWriter(createDice(5)));
  const state = { asked: 0, unexchanged: 0, refused: 0 };
  let listener: LinkListener | null = null;
  const tell = (frame: Frame): void => {
    const bytes = encodeFrame(frame);
    if (bytes.length <= MESSAGE_LIMIT) clock.after(10, () => listener?.frame(bytes));
  };
  const answer = (frame: Frame): void => {
    if (frame.type === 'update') Y.applyUpdate(doc, frame.update);
    if (frame.type !== 'step1') return;
    state.asked++;
    const have = Y.encodeStateVector(new Map(frame.reach));
    tell({ type: 'step2', update: Y.encodeStateAsUpdate(doc, have) });
  };
  const catchUp = createCatchUp({
    self: greeting.peer,
    document: journal,
    clock,
    random: createSeededRandom(3),
    refused: (_, { refused }) => {
      state.refused += refused.length;
    },
    forked: () => undefined,
    unexchanged: (_, entries) => {
      state.unexchanged = entries;
    },
    onwardFrom: () => null,
    changed: () => undefined,
  });
  const session = createSession({
    link: {
      peer: PEER,
      transport: 'simulated',
      speaks: 'stock',
      queued: 0,
      send: (bytes) => {
        const frame = decodeFrame(bytes);
        if (frame.ok) clock.after(10, () => answer(frame.value));
      },
      close: () => undefined,
      listen: (given) => {
        listener = given;
      },
    },
    clock,
    greeting,
    greetsFirst: true,
    events: {
      opened: (opened) => catchUp.met(opened),
      frame: (from, frame) => catchUp.frame(from, frame),
      changed: () => undefined,
      closed: (closed) => catchUp.left(closed),
    },
  });
  catchUp.start();
  session.begin();
  const reach = (): ReadonlyMap<number, number> => Y.decodeStateVector(Y.encodeStateVector(doc));
  tell({ type: 'step1', reach: reach() });
  return { clock, doc, journal, state, tell, reach };
};

describe('[C14] a stock client is asked', () => {
  it('in portions, so that a state far larger than one message comes over', () => {
    const { clock, doc, journal, state } = meet(
      stockDocument(Array.from({ length: 40 }, () => ({ lines: 700, letters: 100 }))),
    );
    expect(Y.encodeStateAsUpdate(doc).length).toBeGreaterThan(10 * MESSAGE_LIMIT);
    clock.advance(5_000);
    expect(journal.entryCount()).toBe(28_000);
    expect(state).toEqual({ asked: 40, unexchanged: 0, refused: 0 });
  });

  it('for half as much where no answer comes, until the answer fits', () => {
    const { clock, journal, state } = meet(
      stockDocument(Array.from({ length: 8 }, () => ({ lines: 120, letters: 1_200 }))),
    );
    clock.advance(60_000);
    expect([journal.entryCount(), state.unexchanged]).toEqual([960, 0]);
  });

  it('in vain for a journal that fits no message: how many entries of it lack is told, and the others come', () => {
    const { clock, journal, state } = meet(
      stockDocument([
        { lines: 1_000, letters: 400 },
        { lines: 30, letters: 10 },
      ]),
    );
    clock.advance(30_000);
    expect([journal.entryCount(), state.unexchanged]).toEqual([30, 1_000]);
    const { asked } = state;
    clock.advance(600_000);
    expect(state.asked).toBe(asked);
  });

  it('once for what the door turns away, and told of it', () => {
    const doc = stockDocument([
      { lines: 3, letters: 10 },
      { lines: 5, letters: 10 },
    ]);
    doc.getArray(journalName(2)).delete(0, 1);
    const { clock, journal, state } = meet(doc);
    clock.advance(60_000);
    expect(journal.entryCount()).toBe(3);
    expect([state.asked, state.unexchanged]).toEqual([1, 5]);
    expect(state.refused).toBeGreaterThan(0);
  });

  it('for what lies before an update that came too early', () => {
    const doc = stockDocument([{ lines: 3, letters: 10 }]);
    const { clock, journal, state, tell } = meet(doc);
    clock.advance(1_000);
    const array = doc.getArray(journalName(1));
    doc.clientID = 1;
    array.push([soundEntry('lost on the way')]);
    const before = Y.encodeStateVector(doc);
    array.push([soundEntry('early')]);
    tell({ type: 'update', update: Y.encodeStateAsUpdate(doc, before) });
    clock.advance(1_000);
    expect([journal.entryCount(), state.asked, state.unexchanged]).toEqual([5, 2, 0]);
  });

  it('for nothing where it has nothing more, and is given what it lacks', () => {
    const { clock, journal, state, reach } = meet(new Y.Doc());
    journal.append(() => [soundEntry('Ours')] as never);
    clock.advance(1_000);
    expect([...reach().values()]).toEqual([1]);
    expect(state.asked).toBe(0);
  });
});
