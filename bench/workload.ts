/**
 * The book that is measured: records and edits as a household writes them over many sessions, from one seed.
 * It does not know how a model keeps them.
 */

import { createSeededRandom } from '@/lib/sync/seeded-random';

/** What one person did while the program ran once: each session is another writer. */
export interface Session {
  readonly writer: number;
  /** When it began, in ms since the epoch. */
  readonly began: number;
  readonly deeds: readonly Deed[];
}

/** `after`: seconds since the deed before. */
export type Deed =
  | { readonly kind: 'birth'; readonly record: number; readonly after: number; readonly fields: Fields }
  | {
      readonly kind: 'edit';
      readonly record: number;
      readonly after: number;
      readonly field: 'payee' | 'memo';
      readonly value: string;
    };

export interface Fields {
  readonly date: string;
  readonly account: number;
  /** Minor units. */
  readonly amount: number;
  readonly payee: string;
  readonly memo: string;
  readonly category: number;
  readonly cleared: boolean;
}

export interface Workload {
  readonly records: number;
  readonly edits: number;
  readonly sessions: readonly Session[];
}

export const ACCOUNTS = 4;
export const CATEGORIES = 24;
const PAYEES = 1_500;
/** One record in ten is edited one to three times. */
const EDITED = 0.1;
const RECORDS_PER_SESSION = 50;

const kinds =
  'Grocer Bakery Market Pharmacy Cinema Garage Railway Bookshop Café Florist Insurance School'.split(' ');
const towns = 'North South Old New Upper Lower River Hill Lake Station Harbour Mill'.split(' ');
const syllables = 'ba den fi gor hal ke lum mo nis pe ra sol ti ven wa zu'.split(' ');

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2020, 0, 1);
const DAYS = 7_300;

/** An integer from 0 to limit - 1. */
type Below = (limit: number) => number;

const pick = (below: Below, list: readonly string[]): string => list[below(list.length)] ?? '';

const word = (below: Below): string =>
  Array.from({ length: 2 + below(2) }, () => pick(below, syllables)).join('');

/** Such as "Bakery lumven, Old Mill". */
const payeeName = (below: Below): string =>
  `${pick(below, kinds)} ${word(below)}, ${pick(below, towns)} ${pick(below, towns)}`;

const memo = (below: Below): string =>
  below(3) === 0 ? Array.from({ length: 1 + below(3) }, () => word(below)).join(' ') : '';

/** @param records spread over sessions of 50, so that 100,000 records are 2,000 sessions. */
export const createWorkload = (records: number, seed = 20_260_711): Workload => {
  const random = createSeededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const payees = Array.from({ length: PAYEES }, () => payeeName(below));
  /** Some payees are met each week, most of them hardly ever. */
  const payee = (): string => payees[Math.floor(random() ** 3 * PAYEES)] ?? '';
  const dayOf = (record: number): number => FIRST_DAY + Math.floor((record / records) * DAYS) * DAY_MS;
  const after = (): number => 5 + below(90);

  const birth = (record: number): Deed => ({
    kind: 'birth',
    record,
    after: after(),
    fields: {
      date: new Date(dayOf(record) - below(4) * DAY_MS).toISOString().slice(0, 10),
      account: Math.floor(random() ** 2 * ACCOUNTS),
      amount: -Math.round(100 * Math.exp(random() * 6)),
      payee: payee(),
      memo: memo(below),
      category: Math.floor(random() ** 2 * CATEGORIES),
      cleared: random() < 0.8,
    },
  });

  const edit = (record: number, times: number): Deed =>
    times === 0
      ? { kind: 'edit', record, after: after(), field: 'memo', value: word(below) }
      : { kind: 'edit', record, after: after(), field: 'payee', value: payee() };

  const edits = (record: number): Deed[] =>
    random() < EDITED
      ? Array.from({ length: 1 + below(3) }, (_, times) => edit(Math.max(0, record - below(30)), times))
      : [];

  const sessions: Session[] = [];
  for (let first = 0; first < records; first += RECORDS_PER_SESSION) {
    const deeds: Deed[] = [];
    for (let record = first; record < Math.min(records, first + RECORDS_PER_SESSION); record++)
      deeds.push(birth(record), ...edits(record));
    const writer = 1 + below(2 ** 31) * 2 ** 21 + below(2 ** 21);
    sessions.push({ writer, began: dayOf(first) + below(DAY_MS), deeds });
  }
  const all = sessions.reduce((sum, { deeds }) => sum + deeds.length, 0);
  return { records, edits: all - records, sessions };
};
