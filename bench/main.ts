/** Measures this program's book against the same book in a Y.Map of Y.Maps and in gzipped CSV. Run by scripts/bench.mjs. */

import { gzipSync } from 'node:zlib';
import * as Y from 'yjs';
import { birthEntry } from '@/lib/ledger/entry';
import { encodeUpdates } from '@/lib/ledger/update-codec';
import { encodeFrame } from '@/lib/sync/frame-codec';
import { encodeCsv, openCsv } from './csv-model';
import { atLeast, atMost, type Figure, plain, printFigures, writeFigures } from './figures';
import { accountId, balancesOf, device, encodeJournals, type OpenBook, openJournals } from './journal-model';
import { encodeMaps, openMaps } from './map-model';
import { contender, race, timeEach } from './measure';
import { createWorkload } from './workload';

const SIZES = [1_000, 10_000, 100_000];
const LARGEST = 100_000;
const MB = 1024 * 1024;

let writers = 9_000_000_000;
const drawWriter = (): number => ++writers;

const sum = (lengths: readonly { readonly length: number }[]): number =>
  lengths.reduce((total, { length }) => total + length, 0);

const assertEqual = (one: readonly number[], other: readonly number[]): void => {
  if (one.join() !== other.join()) throw new Error(`The models disagree: ${one} and ${other}.`);
};

const measureSize = (records: number): Figure[] => {
  const workload = createWorkload(records);
  const journals = encodeJournals(workload);
  const maps = encodeMaps(workload);
  const csv = encodeCsv(workload);
  const expected = openCsv(csv).registers.map(({ total }) => total);
  const cost = race(
    [
      contender(
        'journals',
        () => openJournals(journals, drawWriter),
        (book) => assertEqual(balancesOf(book), expected),
      ),
      contender(
        'maps',
        () => openMaps(maps),
        ({ registers }) =>
          assertEqual(
            registers.map(({ total }) => total),
            expected,
          ),
      ),
      contender(
        'csv',
        () => openCsv(csv),
        ({ registers }) =>
          assertEqual(
            registers.map(({ total }) => total),
            expected,
          ),
      ),
    ],
    records < LARGEST ? 9 : 5,
  );
  const of = (name: string) => cost.get(name) ?? { time: Number.NaN, heap: Number.NaN };
  const atSize = records.toLocaleString('en');
  const zipped = gzipSync(Buffer.concat(journals)).length;
  const times = of('maps').time / of('journals').time;
  const heaps = of('journals').heap / of('maps').heap;
  const sizes = zipped / csv.length;
  const isLargest = records === LARGEST;
  return [
    plain(`${atSize} records: load and fold`, of('journals').time, 'ms'),
    plain(`${atSize} records: load and fold, Y.Map of Y.Maps`, of('maps').time, 'ms'),
    plain(`${atSize} records: unzip, parse and sort, CSV`, of('csv').time, 'ms'),
    isLargest
      ? atLeast(`${atSize} records: times faster than Y.Map of Y.Maps`, times, 'times', 5)
      : plain(`${atSize} records: times faster than Y.Map of Y.Maps`, times, 'times'),
    plain(`${atSize} records: heap`, of('journals').heap / MB, 'MB'),
    plain(`${atSize} records: heap, Y.Map of Y.Maps`, of('maps').heap / MB, 'MB'),
    plain(`${atSize} records: heap, CSV`, of('csv').heap / MB, 'MB'),
    isLargest
      ? atMost(`${atSize} records: heap, share of Y.Map of Y.Maps`, heaps, 'of it', 0.2)
      : plain(`${atSize} records: heap, share of Y.Map of Y.Maps`, heaps, 'of it'),
    plain(`${atSize} records: at rest`, sum(journals) / records, 'bytes a record'),
    plain(`${atSize} records: at rest, Y.Map of Y.Maps`, maps.length / records, 'bytes a record'),
    plain(`${atSize} records: gzipped`, zipped / records, 'bytes a record'),
    plain(`${atSize} records: gzipped, Y.Map of Y.Maps`, gzipSync(maps).length / records, 'bytes a record'),
    plain(`${atSize} records: gzipped, CSV`, csv.length / records, 'bytes a record'),
    isLargest
      ? atMost(`${atSize} records: gzipped, against gzipped CSV`, sizes, 'times', 1.6)
      : plain(`${atSize} records: gzipped, against gzipped CSV`, sizes, 'times'),
    plain(`${atSize} records: sent to a newcomer`, wireBytes(journals) / records, 'bytes a record'),
  ];
};

/** What a newcomer is sent, frame by frame. */
const wireBytes = (updates: readonly Uint8Array[]): number =>
  sum(updates.map((update) => encodeFrame({ type: 'batch', request: 1, update })));

/** A birth dated before everything else, by a writer never heard of. */
const lateRecord = (time: number): Uint8Array => {
  const stamp = { time, clock: 0, by: device, wallTime: Date.UTC(2026, 5, 1) };
  const fields = ['2001-01-01', accountId(0), -250, 'Late', '', null, '', false];
  const entries = [birthEntry(stamp, null, 't', fields)];
  return [...encodeUpdates([{ writer: drawWriter(), from: 0, entries }])][0] ?? new Uint8Array();
};

const TIMES = 200;

const measureJournalDeeds = ({ journal, ledger }: OpenBook): Figure[] => {
  const register = ledger.register(accountId(0));
  let sent = 0;
  journal.onGrowth((ranges, origin) => {
    if (origin === 'local') sent += wireBytes([...journal.updatesFor(ranges)]);
  });
  const ids = register.window(0, TIMES).map(({ transaction }) => transaction.id);
  const edit = timeEach(TIMES, (index) => {
    const changed = ledger.change('transaction', ids[index] ?? '', { memo: `measured ${index}` });
    if (!changed.ok) throw new Error(changed.error.kind);
  });
  const late = timeEach(TIMES, () => {
    journal.admit(lateRecord(journal.latestTime() + 1), 'neighbor');
    register.window(0, 50);
    register.window(register.length - 50, register.length);
  });
  return [
    atMost('100,000 records: one edit, until it is ready to be sent', edit, 'ms', 16),
    atMost(
      '100,000 records: one record that arrives late, until both ends of the book are right',
      late,
      'ms',
      16,
    ),
    plain('one edit on the wire', sent / TIMES, 'bytes'),
    plain(
      'two that agree, on meeting',
      encodeFrame({ type: 'digest', digest: journal.digest() }).length,
      'bytes',
    ),
  ];
};

const measureMapDeeds = (update: Uint8Array): Figure[] => {
  const { doc, records } = openMaps(update);
  const ids = [...records.keys()].slice(0, TIMES);
  let sent = 0;
  doc.on('update', (bytes: Uint8Array) => {
    sent += bytes.length;
  });
  const edit = timeEach(TIMES, (index) => records.get(ids[index] ?? '')?.set('memo', `measured ${index}`));
  const vector = Y.encodeStateVector(doc);
  return [
    plain('100,000 records: one edit, Y.Map of Y.Maps', edit, 'ms'),
    plain('one edit on the wire, Y.Map of Y.Maps', sent / TIMES, 'bytes'),
    plain(
      'two that agree, on meeting, Y.Map of Y.Maps',
      vector.length + Y.encodeStateAsUpdate(doc, vector).length,
      'bytes',
    ),
  ];
};

const measureDeeds = (): Figure[] => {
  const workload = createWorkload(LARGEST);
  return [
    ...measureJournalDeeds(openJournals(encodeJournals(workload), drawWriter)),
    ...measureMapDeeds(encodeMaps(workload)),
  ];
};

const [folder = '.'] = process.argv.slice(2);
const figures = [...SIZES.flatMap(measureSize), ...measureDeeds()];
printFigures(figures);
writeFigures(figures, folder);
