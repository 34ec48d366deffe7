/**
 * The same book as most would build it with Yjs: a Y.Map of Y.Maps, one for each record, with the same registers.
 * It does not know what it is compared with.
 */

import * as Y from 'yjs';
import { createRegisterIndex, type RegisterEntry, type RegisterIndex } from '@/lib/ledger/register-index';
import { ACCOUNTS, type Workload } from './workload';

type PlainRecord = Readonly<Record<string, string | number | boolean>>;

export interface OpenMaps {
  readonly doc: Y.Doc;
  readonly maps: Y.Map<Y.Map<string | number | boolean>>;
  readonly records: ReadonlyMap<string, PlainRecord>;
  readonly registers: readonly RegisterIndex[];
}

const recordsOf = (doc: Y.Doc): OpenMaps['maps'] =>
  doc.getMap<Y.Map<string | number | boolean>>('transactions');

/** 21 letters, as such programs draw them. */
const idOf = (record: number): string => {
  let mixed = Math.imul(record + 1, 0x9e3779b1) >>> 0;
  let id = '';
  while (id.length < 21) {
    mixed = (Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) + record) >>> 0;
    id += mixed.toString(36);
  }
  return id.slice(0, 21);
};

export const encodeMaps = ({ sessions }: Workload): Uint8Array => {
  const doc = new Y.Doc();
  const records = recordsOf(doc);
  for (const { writer, deeds } of sessions) {
    doc.clientID = writer;
    doc.transact(() => {
      for (const deed of deeds) {
        const id = idOf(deed.record);
        if (deed.kind === 'birth')
          records.set(
            id,
            new Y.Map<string | number | boolean>(
              Object.entries({ ...deed.fields, number: '', deleted: false }),
            ),
          );
        else records.get(id)?.set(deed.field, deed.value);
      }
    });
  }
  return Y.encodeStateAsUpdate(doc);
};

const lineOf = (id: string, { date, amount }: PlainRecord): RegisterEntry => ({
  id,
  date: String(date),
  order: 0,
  amount: Number(amount),
});

/** From stored bytes to plain records and balances, which is what a fold of journals gives. */
export const openMaps = (update: Uint8Array): OpenMaps => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update, 'storage');
  const maps = recordsOf(doc);
  const records = new Map<string, PlainRecord>();
  const lines: RegisterEntry[][] = Array.from({ length: ACCOUNTS }, () => []);
  maps.forEach((map, id) => {
    const record: PlainRecord = map.toJSON();
    records.set(id, record);
    if (record.deleted !== true) lines[Number(record.account)]?.push(lineOf(id, record));
  });
  const registers = lines.map((entries) => {
    const index = createRegisterIndex();
    index.load(entries);
    index.window(index.length - 50, index.length);
    return index;
  });
  return { doc, maps, records, registers };
};
