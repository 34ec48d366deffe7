/** Measures this program's book against the same book in a Y.Map of Y.Maps and in gzipped CSV. Run by scripts/bench.mjs. */

import { gzipSync } from 'node:zlib';
import * as Y from 'yjs';
import { birthEntry } from '@/lib/ledger/entry';
import { encodeUpdates } from '@/lib/ledger/update-codec';
import { encodeFrame } from '@/lib/sync/frame-codec';
import { measureCrowds, measureThousand } from './crowd-figures';
import { atLeast, atMost, type Figure, plain, printFigures, writeParts } from './figures';
import { measureHealing } from './healing';
import { measureInvite } from './invite';
import { accountId, device, type OpenBook, openJournals } from './journal-model';
import { measureLostPages } from './lost-page';
import { openMaps } from './map-model';
import { timeEach } from './measure';
import { drawWriter, models } from './models';
import { type Parts, race } from './race';
import { measureSharing } from './sharing';
import { createWorkload } from './workload';

const SIZES = [1_000, 10_000, 100_000];
const LARGEST = 100_000;
const MB = 1024 * 1024;

const COLLECTOR = 'A third of the time is the garbage collector’s, which copies what stays twice.';

const sum = (lengths: readonly { readonly length: number }[]): number =>
  lengths.reduce((total, { length }) => total + length, 0);

const encodeAll = (records: number): Parts => {
  const workload = createWorkload(records);
  const { journals, maps, csv } = models;
  return { journals: journals.encode(workload), maps: maps.encode(workload), csv: csv.encode(workload) };
};

const timeFigures = (size: string, isLargest: boolean, parts: Parts): Figure[] => {
  const { journals, maps, csv } = race(loader, parts);
  const times = maps.later.time / journals.later.time;
  const share = journals.later.heap / maps.later.heap;
  return [
    plain(`${size}: load and fold`, journals.later.time, 'ms'),
    plain(`${size}: load and fold, Y.Map of Y.Maps`, maps.later.time, 'ms'),
    plain(`${size}: unzip, parse and sort, CSV`, csv.later.time, 'ms'),
    isLargest
      ? atLeast(`${size}: times faster than Y.Map of Y.Maps`, times, 'times', 5, COLLECTOR)
      : plain(`${size}: times faster than Y.Map of Y.Maps`, times, 'times'),
    plain(`${size}: load and fold, the first time in a process`, journals.first.time, 'ms'),
    plain(`${size}: load and fold, the first time in a process, Y.Map of Y.Maps`, maps.first.time, 'ms'),
    plain(
      `${size}: times faster, the first time in a process`,
      maps.first.time / journals.first.time,
      'times',
    ),
    plain(`${size}: heap`, journals.later.heap / MB, 'MB'),
    plain(`${size}: heap, Y.Map of Y.Maps`, maps.later.heap / MB, 'MB'),
    plain(`${size}: heap, CSV`, csv.later.heap / MB, 'MB'),
    (isLargest ? atMost : plain)(`${size}: heap, share of Y.Map of Y.Maps`, share, 'of it', 0.2),
  ];
};

const byteFigures = (
  size: string,
  isLargest: boolean,
  { journals, maps, csv }: Parts,
  records: number,
): Figure[] => {
  const zipped = gzipSync(Buffer.concat(journals)).length;
  const each = 'bytes a record';
  return [
    plain(`${size}: at rest`, sum(journals) / records, each),
    plain(`${size}: at rest, Y.Map of Y.Maps`, sum(maps) / records, each),
    plain(`${size}: sent to a newcomer`, wireBytes(journals) / records, each),
    plain(`${size}: gzipped`, zipped / records, each),
    plain(`${size}: gzipped, Y.Map of Y.Maps`, gzipSync(Buffer.concat(maps)).length / records, each),
    plain(`${size}: gzipped, CSV`, sum(csv) / records, each),
    (isLargest ? atMost : plain)(`${size}: gzipped, against gzipped CSV`, zipped / sum(csv), 'times', 1.6),
  ];
};

const measureSize = (records: number): Figure[] => {
  const parts = encodeAll(records);
  const size = `${records.toLocaleString('en')} records`;
  const isLargest = records === LARGEST;
  return [...timeFigures(size, isLargest, parts), ...byteFigures(size, isLargest, parts, records)];
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
  const { doc, maps } = openMaps(update);
  const ids = [...maps.keys()].slice(0, TIMES);
  let sent = 0;
  doc.on('update', (bytes: Uint8Array) => {
    sent += bytes.length;
  });
  const edit = timeEach(TIMES, (index) => maps.get(ids[index] ?? '')?.set('memo', `measured ${index}`));
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
  const { journals, maps } = encodeAll(LARGEST);
  return [
    ...measureJournalDeeds(openJournals(journals, drawWriter)),
    ...measureMapDeeds(maps[0] ?? new Uint8Array()),
  ];
};

const [loader = '', folder = '.', chromium = '', ...wanted] = process.argv.slice(2);

const parts: Readonly<Record<string, () => readonly Figure[] | Promise<readonly Figure[]>>> = {
  records: () => [...SIZES.flatMap(measureSize), ...measureDeeds()],
  crowds: measureCrowds,
  thousand: measureThousand,
  sharing: () => measureSharing(encodeAll(LARGEST).journals),
  healing: measureHealing,
  invite: () => measureInvite(chromium),
  pages: () => measureLostPages(chromium),
};

const order = Object.keys(parts);
const strange = wanted.find((name) => !order.includes(name));
if (strange !== undefined)
  throw new RangeError(`nothing is measured as "${strange}": say ${order.join(', ')}`);
for (const part of wanted.length > 0 ? wanted : order) {
  const figures = (await parts[part]?.()) ?? [];
  printFigures(figures);
  writeParts([{ part, figures }], order, folder);
}
