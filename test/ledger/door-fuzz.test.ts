import { describe, expect, it } from 'vitest';
import { createJournal, type Journal } from '@/lib/ledger/journal';
import { createLedger, type Ledger } from '@/lib/ledger/ledger';
import { createDice, type Dice, drawWriter } from '../random';
import { expectUntouched, photograph } from './door-witness';
import {
  anyContent,
  append,
  type Bytes,
  binaryContent,
  birth,
  type Deletion,
  deletedContent,
  embedContent,
  gc,
  item,
  journalOf,
  jsonContent,
  nested,
  rawObject,
  section,
  skip,
  textContent,
  typeContent,
  update,
  type WireSection,
} from './wire';

const strangers = [11, 222, 3_333, 2 ** 40 + 7, 2 ** 53 - 1];

/** One hostile conversation: a journal, who writes into it, and the dice. */
interface Scene {
  readonly dice: Dice;
  readonly journal: Journal;
  readonly ledger: Ledger;
  /** How many entries this honest neighbor has sent; nobody else writes as it. */
  honest: number;
}

const HONEST = 424_242;

const sensible = (dice: Dice): unknown =>
  dice.pick([null, true, 0, -1, 2 ** 40, 0.5, 'Café ☕', '', [1, ['two']], { split: [1, 2] }]);

const oddities: readonly ((dice: Dice) => unknown)[] = [
  () => undefined,
  () => 5n,
  () => new Uint8Array([1, 2, 3]),
  () => Number.NaN,
  () => Number.NEGATIVE_INFINITY,
  () => -0,
  () => [undefined],
  () => rawObject(['__proto__', { deleted: true }]),
  () => rawObject(['__proto__', 5], ['same', 1], ['same', 2], ['7', 1]),
  () => rawObject(['constructor', 'x'], ['toString', 'y']),
  (dice) => nested(dice.below(40)),
  () => 'x'.repeat(20_000),
];

const value = (dice: Dice): unknown => (dice.chance(0.2) ? dice.pick(oddities)(dice) : sensible(dice));

const timeFor = ({ dice, journal }: Scene): number =>
  dice.chance(0.1)
    ? dice.pick([0, -1, 1, 0.5, 2 ** 31, 2 ** 45, 2 ** 52, 2 ** 53 - 1])
    : journal.latestTime() + dice.below(6);

const field = (dice: Dice): string => dice.pick(['memo', 'payee', 'deleted', 'toString', '__proto__', 'new']);

const author = (dice: Dice): string | null => dice.pick([null, 'd.1', 'd.2']);

/** Date, account and amount. */
const line = (dice: Dice): unknown[] => [
  dice.pick(['2026-01-01', '2026-01-02', sensible(dice)]),
  '',
  dice.pick([1, 250, -(2 ** 53) + 1, 2 ** 53 - 1, 1e300, 99_999_999_999_999, sensible(dice)]),
];

const entry = (scene: Scene): unknown => {
  const { dice } = scene;
  if (dice.chance(0.05)) return value(dice);
  const time = timeFor(scene);
  const head = [dice.chance(0.05) ? 2 : 1, time];
  if (dice.chance(0.5))
    return [
      ...head,
      0,
      author(dice),
      dice.pick([0, 'shared', 'settings']),
      't',
      ...line(dice),
      value(dice),
      dice.below(3),
    ];
  const seen = dice.chance(0.5) ? [dice.below(time + 1), dice.pick(strangers)] : [];
  const what = [dice.pick(['shared', 'b.0']), field(dice), value(dice)];
  return [...head, 1, author(dice), ...what, ...seen, dice.below(3)];
};

const entries = (scene: Scene, time = scene.journal.latestTime()): unknown[] => {
  const { dice } = scene;
  return Array.from({ length: dice.below(4) }, (_, index) =>
    dice.chance(0.7)
      ? [1, time + 1 + index, 0, author(dice), 0, 't', ...line(dice), dice.below(3)]
      : entry(scene),
  );
};

const anyLength = (dice: Dice): number => dice.pick([0, 1, 2, 7, 2 ** 31, 2 ** 40, 2 ** 53 - 1]);

const oddItem = (scene: Scene, client: number, clock: number): Bytes => {
  const { dice } = scene;
  const content = dice.pick([
    anyContent(entries(scene)),
    deletedContent(anyLength(dice)),
    jsonContent([1]),
    binaryContent([1]),
    textContent('text'),
    embedContent({}),
    typeContent(),
  ]);
  const id = () => ({ client: dice.pick([client, ...strangers]), clock: Math.max(0, clock - dice.below(3)) });
  return item(content, {
    ...(dice.chance(0.5) ? { origin: id() } : {}),
    ...(dice.chance(0.3) ? { rightOrigin: id() } : {}),
    ...(dice.chance(0.3) ? { parentSub: 'key' } : {}),
    parent: dice.chance(0.3) ? id() : dice.pick([journalOf(client), journalOf(11), 'prefs', '']),
  });
};

const hostileSection = (scene: Scene): WireSection => {
  const { dice, journal } = scene;
  const client = dice.chance(0.15) ? journal.writer() : dice.pick(strangers);
  const here = journal.reach().get(client) ?? 0;
  const clock = dice.chance(0.7) ? here : Math.max(0, here + dice.below(5) - 2);
  const structs = Array.from({ length: 1 + dice.below(3) }, (): Bytes => {
    const roll = dice.next();
    if (roll < 0.6) return append(client, dice.chance(0.9) ? clock : clock + 1, entries(scene));
    if (roll < 0.7) return gc(anyLength(dice));
    if (roll < 0.8) return skip(anyLength(dice));
    return oddItem(scene, client, clock);
  });
  return section(client, dice.chance(0.05) ? 2 ** 52 : clock, ...structs);
};

const deletions = ({ dice, journal }: Scene): Deletion[] =>
  dice.chance(0.2)
    ? [{ client: dice.pick([journal.writer(), ...strangers]), clock: dice.below(3), length: anyLength(dice) }]
    : [];

const honestSection = (scene: Scene): WireSection => {
  const time = scene.journal.latestTime() + 1;
  const good = birth(time, sensible(scene.dice));
  return section(HONEST, scene.honest, append(HONEST, scene.honest, [good]));
};

/** Truncated, lengthened or with a few bits turned: what of it can still be decoded may be let in, and no more. */
const damage = (dice: Dice, bytes: Uint8Array): Uint8Array => {
  const roll = dice.next();
  if (roll < 0.3) return bytes.slice(0, dice.below(bytes.length + 1));
  if (roll < 0.4) return new Uint8Array([...bytes, ...Array.from({ length: 9 }, () => dice.below(256))]);
  const damaged = bytes.slice();
  for (let flips = 1 + dice.below(3); flips > 0 && damaged.length > 0; flips--) {
    const at = dice.below(damaged.length);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << dice.below(8));
  }
  return damaged;
};

/** What a person could see of it all. */
const picture = (ledger: Ledger) => ({
  lines: [ledger.register('').window(0, 10_000), ledger.register('').balance],
  shared: [ledger.transaction('shared'), ledger.history('shared'), ledger.conflicts('shared')],
  settings: [ledger.settings(), ledger.history('settings'), ledger.conflicts('settings')],
  open: [...ledger.openConflicts()].sort(),
  unread: ledger.unreadableEntries(),
});

/** Another copy, which takes the same entries in another order. */
const elsewhere = ({ dice, journal }: Scene): Ledger => {
  const other = createJournal(drawWriter(dice));
  const ledger = createLedger({ journal: other, now: () => 0 });
  ledger.register('');
  const ranges = [...journal.reach()].flatMap(([writer, to]) =>
    Array.from({ length: to }, (_, from) => ({ writer, from, to: from + 1 })),
  );
  while (other.entryCount() < journal.entryCount())
    for (const range of dice.shuffle(ranges))
      for (const bytes of journal.updatesFor([range])) other.admit(bytes, 'file');
  return ledger;
};

const knock = ({ journal, ledger }: Scene, bytes: Uint8Array) => {
  const before = photograph(journal);
  const admission = journal.admit(bytes, 'mallory');
  expectUntouched(journal, before, admission.accepted);
  expect(structuredClone(picture(ledger))).toEqual(picture(ledger));
  expect(admission.accepted.map(({ writer }) => writer)).not.toContain(journal.writer());
  return admission;
};

const setUp = (seed: number): Scene => {
  const dice = createDice(seed);
  const journal = createJournal(drawWriter(dice));
  const ledger = createLedger({ journal, now: () => 0 });
  journal.append(() => [
    [1, 1, 0, null, 0, 't', 'own', 1],
    [1, 2, 0, null, 'shared', 't', 'own', 1],
  ]);
  return { dice, journal, ledger, honest: 0 };
};

const seeds = Array.from({ length: 120 }, (_, index) => index + 1);

describe('the door, whatever knocks', () => {
  it.each(seeds)('[D2] keeps every promise, and the honest beside the hostile, seed %i', (seed) => {
    const scene = setUp(seed);
    for (let round = 0; round < 15; round++) {
      const hostile = Array.from({ length: 1 + scene.dice.below(3) }, () => hostileSection(scene));
      const sections = scene.dice.shuffle([honestSection(scene), ...hostile]);
      const { accepted } = knock(scene, update(sections, deletions(scene)));
      // Its time may be far behind by now, or its section cut off by bytes that cannot be decoded: neither happens here.
      expect(accepted).toContainEqual({ writer: HONEST, from: scene.honest, to: scene.honest + 1 });
      scene.honest++;
    }
    expect(picture(elsewhere(scene))).toEqual(picture(scene.ledger));
  });

  it.each(seeds)('[D5] keeps every promise when legal updates are damaged on the way, seed %i', (seed) => {
    const scene = setUp(seed);
    for (let round = 0; round < 15; round++) {
      const { dice, journal } = scene;
      const sections = [honestSection(scene), ...(dice.chance(0.5) ? [hostileSection(scene)] : [])];
      knock(scene, damage(dice, update(sections)));
      scene.honest = journal.reach().get(HONEST) ?? 0;
    }
  });
});
