/** What the relay uses of y-leveldb, which ships no types for its modules. */
declare module 'y-leveldb' {
  type Database = object;

  export function getLevelUpdates(db: Database, docName: string): Promise<Uint8Array[]>;

  export class LeveldbPersistence {
    constructor(location: string, options: { Level: new (location: string, options: object) => Database });
    _transact<Value>(work: (db: Database) => Promise<Value>): Promise<Value>;
    storeUpdate(docName: string, update: Uint8Array): Promise<number | null>;
    flushDocument(docName: string): Promise<void>;
    getMeta(docName: string, key: string): Promise<unknown>;
    setMeta(docName: string, key: string, value: string): Promise<void>;
    destroy(): Promise<void>;
  }
}
