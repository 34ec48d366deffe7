/**
 * Finds a ledger's records by id, or by the entry that speaks of them.
 * It does not know what a record holds.
 *
 * Most ids are a writer's name and a clock: they are found by these, since hashing 100,000 long texts is much of the cost of
 * opening a book.
 */

import { clockName, type Entry, recordIdOf, speaksOfItself, writerName } from './entry';

export interface RecordTable<Row> {
  get(id: string): Row | undefined;
  /** The record that an entry speaks of, made if it is the first to do so. */
  of(entry: Entry, writer: number, clock: number): Row;
  all(): Iterable<Row>;
}

interface Place {
  readonly writer: string;
  readonly clock: number;
}

/** null for ids of another form, such as a hash. */
const placeOf = (id: string): Place | null => {
  const dot = id.lastIndexOf('.');
  if (dot < 1) return null;
  const digits = id.slice(dot + 1);
  const clock = Number.parseInt(digits, 36);
  return clockName(clock) === digits ? { writer: id.slice(0, dot), clock } : null;
};

export const createRecordTable = <Row>(make: (id: string) => Row): RecordTable<Row> => {
  const byPlace = new Map<string, Map<number, Row>>();
  const byId = new Map<string, Row>();
  let latest: { readonly writer: string; readonly rows: Map<number, Row> } = { writer: '', rows: new Map() };

  const rowsOf = (writer: string): Map<number, Row> => {
    if (latest.writer === writer) return latest.rows;
    let rows = byPlace.get(writer);
    if (rows === undefined) {
      rows = new Map();
      byPlace.set(writer, rows);
    }
    latest = { writer, rows };
    return rows;
  };

  const newRow = <Key>(rows: Map<Key, Row>, key: Key, id: string): Row => {
    const row = make(id);
    rows.set(key, row);
    return row;
  };

  return {
    get: (id) => {
      const place = placeOf(id);
      return place === null ? byId.get(id) : byPlace.get(place.writer)?.get(place.clock);
    },
    of: (entry, writer, clock) => {
      if (speaksOfItself(entry)) {
        const rows = rowsOf(writerName(writer));
        return rows.get(clock) ?? newRow(rows, clock, recordIdOf(entry, writer, clock));
      }
      const id = recordIdOf(entry, writer, clock);
      const place = placeOf(id);
      if (place === null) return byId.get(id) ?? newRow(byId, id, id);
      const rows = rowsOf(place.writer);
      return rows.get(place.clock) ?? newRow(rows, place.clock, id);
    },
    all: function* () {
      for (const rows of byPlace.values()) yield* rows.values();
      yield* byId.values();
    },
  };
};
