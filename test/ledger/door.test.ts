import { describe, expect, it } from 'vitest';
import { createJournal, type Journal } from '@/lib/ledger/journal';
import { createDice, drawWriter } from '../random';
import { expectUntouched, photograph } from './door-witness';
import {
  anyContent,
  append,
  type Bytes,
  binaryContent,
  birth,
  change,
  deletedContent,
  embedContent,
  gc,
  item,
  journalOf,
  jsonContent,
  nested,
  Raw,
  rawObject,
  rawText,
  section,
  skip,
  textContent,
  typeContent,
  update,
} from './wire';

const ana = 1_001;
const ben = 2_002;
const cleo = 3_003;

/** A journal that has three entries of Ana's and two of its own. */
const setUp = (): Journal => {
  const journal = createJournal(drawWriter(createDice(5)));
  journal.admit(
    update([section(ana, 0, append(ana, 0, [birth(1, 'a'), birth(2, 'b'), birth(3, 'c')]))]),
    'ana',
  );
  journal.append(() => [birth(4, 'own') as never, birth(5, 'own') as never]);
  return journal;
};

/** Admits an update, holds the result against everything the door promises, and says what was refused. */
const knock = (journal: Journal, bytes: Uint8Array) => {
  const before = photograph(journal);
  const admission = journal.admit(bytes, 'mallory');
  expectUntouched(journal, before, admission.accepted);
  return { ...admission, reasons: admission.refused.map(({ reason }) => reason) };
};

const next = (client: number, clock: number, ...values: readonly unknown[]) =>
  section(client, clock, append(client, clock, values));

describe('[D1] the door lets in', () => {
  it('what continues a journal, and what begins one', () => {
    const journal = setUp();
    const { accepted, refused } = knock(journal, update([next(ana, 3, birth(6)), next(ben, 0, birth(1))]));
    expect(refused).toEqual([]);
    expect(accepted).toEqual([
      { writer: ana, from: 3, to: 4 },
      { writer: ben, from: 0, to: 1 },
    ]);
  });

  it('what is already here, without a word and without a second copy', () => {
    const journal = setUp();
    const { accepted, refused } = knock(journal, update([next(ana, 0, birth(1, 'a'), birth(2, 'b'))]));
    expect({ accepted, refused }).toEqual({ accepted: [], refused: [] });
  });

  it('the new end of what overlaps', () => {
    const journal = setUp();
    const { accepted } = knock(journal, update([next(ana, 2, birth(3, 'c'), birth(7))]));
    expect(accepted).toEqual([{ writer: ana, from: 3, to: 4 }]);
  });

  it('a writer in two sections, as one journal', () => {
    const journal = setUp();
    const twice = update([next(ben, 0, birth(1)), next(ana, 3, birth(6)), next(ben, 1, birth(2))]);
    expect(knock(journal, twice).accepted).toContainEqual({ writer: ben, from: 0, to: 2 });
  });

  it('the good entries before the first odd one of a struct', () => {
    const journal = setUp();
    const { accepted, reasons } = knock(journal, update([next(ben, 0, birth(1), birth(2), 'odd', birth(3))]));
    expect(accepted).toEqual([{ writer: ben, from: 0, to: 2 }]);
    expect(reasons).toEqual(['not a tuple']);
  });

  it('entries of later versions, unread', () => {
    const journal = setUp();
    const later = [2, 9, { anything: ['goes', null] }];
    expect(knock(journal, update([next(ben, 0, later)])).accepted).toHaveLength(1);
    expect(journal.read(ben, 0, 1)).toEqual([later]);
  });

  it('legal entries followed by bytes that mean nothing', () => {
    const bytes = new Uint8Array([...update([next(ben, 0, birth(1))]), 1, 2, 3]);
    expect(knock(setUp(), bytes).accepted).toHaveLength(1);
  });

  it('a time far ahead of all others, and nobody follows it', () => {
    const journal = setUp();
    const before = journal.latestTime();
    expect(knock(journal, update([next(ben, 0, birth(2 ** 51))])).accepted).toHaveLength(1);
    expect(journal.latestTime()).toBe(before);
  });

  it('a change that names a version of a later time', () => {
    expect(knock(setUp(), update([next(ana, 3, change(6, 'x', 9, ben))])).accepted).toHaveLength(1);
  });

  it('however many new writers one neighbor brings', () => {
    const writers = Array.from({ length: 50_001 }, (_, index) => 10_000 + index);
    const { accepted, refused } = setUp().admit(
      update(writers.map((writer) => next(writer, 0, birth(1)))),
      'mallory',
    );
    expect([accepted.length, refused]).toEqual([50_001, []]);
  });

  it('one zero, whichever was sent', () => {
    const journal = setUp();
    knock(journal, update([next(ben, 0, birth(1, -0, [-0], { zero: -0 }))]));
    expect(journal.read(ben, 0, 1)[0]?.slice(6, -1)).toEqual([0, [0], { zero: 0 }]);
  });
});

describe('[D4] the door refuses, and says why', () => {
  const atAna: readonly (readonly [string, Bytes])[] = [
    ['a GC struct', gc(5)],
    ['a GC struct of enormous length', gc(2 ** 40)],
    ['a Skip struct', skip(5)],
    ['deleted content', item(deletedContent(3), { origin: { client: ana, clock: 2 } })],
    ['JSON content', item(jsonContent([birth(9)]), { origin: { client: ana, clock: 2 } })],
    ['binary content', item(binaryContent([1, 2]), { origin: { client: ana, clock: 2 } })],
    ['text', item(textContent('hello'), { origin: { client: ana, clock: 2 } })],
    ['an embed', item(embedContent({ a: 1 }), { origin: { client: ana, clock: 2 } })],
    ['a nested type', item(typeContent(), { origin: { client: ana, clock: 2 } })],
    ['no entries at all', item(anyContent([]), { origin: { client: ana, clock: 2 } })],
    ['a prepend', item(anyContent([birth(9)]), { parent: journalOf(ana) })],
    ['an insertion between entries', append(ana, 2, [birth(9)])],
    [
      'an insertion before an entry',
      item(anyContent([birth(9)]), {
        origin: { client: ana, clock: 2 },
        rightOrigin: { client: ana, clock: 1 },
      }),
    ],
    ["an append to another's journal", item(anyContent([birth(9)]), { origin: { client: 7, clock: 2 } })],
    ['an item under an item', item(anyContent([birth(9)]), { parent: { client: ana, clock: 0 } })],
    ['a key of a map', item(anyContent([birth(9)]), { parent: journalOf(ana), parentSub: 'key' })],
  ];

  it.each(atAna)('[D2] %s, and still takes what is good beside it', (_, struct) => {
    const journal = setUp();
    const { accepted, refused } = knock(
      journal,
      update([next(ben, 0, birth(1)), section(ana, 3, struct), next(cleo, 0, birth(1))]),
    );
    expect(accepted.map(({ writer }) => writer)).toEqual([ben, cleo]);
    expect(refused).toHaveLength(1);
    expect(knock(journal, update([next(ana, 3, birth(9))])).accepted).toHaveLength(1);
  });

  const atStart: readonly (readonly [string, Bytes])[] = [
    ["in another's journal", item(anyContent([birth(1)]), { parent: journalOf(ana) })],
    ['in no journal', item(anyContent([birth(1)]), { parent: 'prefs' })],
    ['in a map', item(anyContent([birth(1)]), { parent: journalOf(ben), parentSub: 'name' })],
    ["behind another's entry", item(anyContent([birth(1)]), { origin: { client: ana, clock: 2 } })],
    ['in front of an entry', item(anyContent([birth(1)]), { rightOrigin: { client: ana, clock: 0 } })],
  ];

  it.each(atStart)('a first entry %s', (_, struct) => {
    const { accepted, refused } = knock(setUp(), update([section(ben, 0, struct)]));
    expect(accepted).toEqual([]);
    expect(refused).toHaveLength(1);
  });

  const oddEntries: readonly (readonly [string, unknown])[] = [
    ['null', null],
    ['undefined', undefined],
    ['a number', 7],
    ['an empty tuple', []],
    ['an object', { 0: 1, 1: 6 }],
    ['bytes', new Uint8Array([1])],
    ['a version 0', [0, 6]],
    ['a version that is text', ['1', 6]],
    ['no time', [1]],
    ['a time of 0', birth(0)],
    ['a negative time', birth(-4)],
    ['half a time', birth(6.5)],
    ['a time beyond all', birth(2 ** 52 + 1)],
    ['a time that does not rise', birth(2)],
    ['neither birth nor change', [1, 6, 2, null, 0, 't', 1]],
    ['an id that is a number', [1, 6, 1, null, 5, 'memo', 'x', 1]],
    ['an id of 65 letters', [1, 6, 0, null, 'x'.repeat(65), 't', 1]],
    ['no field', [1, 6, 1, null, 'x.0', '', 'x', 1]],
    ['no time of day', [1, 6, 0, null, 0, 't', '2026-01-01']],
    ['a change without a value', [1, 6, 1, null, 'x.0', 'memo', 1]],
    ['half a version', change(6, 'x', 1)],
    ['a negative version', change(6, 'x', -1, ana)],
    ['undefined inside', change(6, undefined)],
    ['a bigint', change(6, 5n)],
    ['bytes inside', change(6, new Uint8Array([1, 2]))],
    ['not a number', change(6, Number.NaN)],
    ['infinity', change(6, [Number.POSITIVE_INFINITY])],
    ['a prototype', change(6, rawObject(['__proto__', { admin: true }]))],
    ['a null prototype', change(6, rawObject(['__proto__', null]))],
    ['nine levels', change(6, nested(9))],
    ['two thousand levels', change(6, nested(2_000))],
    ['a letter too long', change(6, 'x'.repeat(20_000))],
    [
      'five thousand items',
      change(
        6,
        Array.from({ length: 5_000 }, () => 0),
      ),
    ],
    ['undefined in a later version', [2, 6, undefined]],
  ];

  it.each(oddEntries)('an entry that is odd: %s; its neighbors come in', (_, odd) => {
    const journal = setUp();
    const { accepted, refused } = knock(
      journal,
      update([next(ben, 0, birth(6)), next(ana, 3, odd, birth(7)), next(cleo, 0, birth(6))]),
    );
    expect(accepted.map(({ writer }) => writer)).toEqual([ben, cleo]);
    expect(refused).toHaveLength(1);
  });

  const undecodable: readonly (readonly [string, Uint8Array])[] = [
    ['nothing', new Uint8Array()],
    ['noise', new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255])],
    ['a frame cut short', update([next(ben, 0, birth(1))]).slice(0, -4)],
    ['half a character', update([next(ben, 0, change(1, rawText(0xed, 0xa0, 0x80)))])],
    ['nesting without end', update([next(ben, 0, change(1, nested(200_000)))])],
    [
      'a text longer than the update',
      update([next(ben, 0, change(1, new Raw([119, 255, 255, 255, 255, 7, 65])))]),
    ],
    [
      'a client id beyond 53 bits',
      new Uint8Array([1, 1, 255, 255, 255, 255, 255, 255, 255, 255, 127, 0, 0, 1, 0]),
    ],
  ];

  it.each(undecodable)('%s', (_, bytes) => {
    const { accepted, reasons } = knock(setUp(), bytes);
    expect(accepted).toEqual([]);
    expect(reasons).toEqual([expect.stringContaining('no update')]);
  });

  it('a delete set, and takes the entries that came with it', () => {
    const journal = setUp();
    const { accepted, reasons } = knock(
      journal,
      update([next(ana, 3, birth(6))], [{ client: ana, clock: 0, length: 3 }]),
    );
    expect(accepted).toEqual([{ writer: ana, from: 3, to: 4 }]);
    expect(reasons).toEqual(['a request to delete']);
  });

  it('what lies behind a gap, and names the gap', () => {
    const { accepted, gaps } = knock(setUp(), update([next(ana, 5, birth(9)), next(ben, 0, birth(1))]));
    expect(accepted).toEqual([{ writer: ben, from: 0, to: 1 }]);
    expect(gaps).toEqual([{ writer: ana, from: 3, to: 5 }]);
  });

  it('to ask for what lies before a clock beyond all counting', () => {
    const journal = setUp();
    const far = Number.MAX_SAFE_INTEGER - 1;
    expect(knock(journal, update([next(ben, far, birth(9), birth(10), birth(11))])).accepted).toEqual([]);
    expect(journal.reach().has(ben)).toBe(false);
  });

  it('[D3] an entry forged into the journal that is written here', () => {
    const journal = setUp();
    const own = journal.writer();
    const { accepted, reasons } = knock(journal, update([next(own, 2, birth(6)), next(ben, 0, birth(1))]));
    expect(accepted).toEqual([{ writer: ben, from: 0, to: 1 }]);
    expect(reasons).toEqual(['this journal is written here']);
  });

  it('[D3] an entry forged into the journal that will be written here, before its first entry', () => {
    const journal = createJournal(drawWriter(createDice(6)));
    const { reasons } = knock(journal, update([next(journal.writer(), 0, birth(6))]));
    expect(reasons).toEqual(['this journal is written here']);
  });
});
