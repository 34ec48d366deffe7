/** What the relay uses of y-leveldb, which ships no types for its modules. */
declare module 'y-leveldb' {
  type Key = readonly (string | number)[];

  export const keyEncoding: {
    encode(key: Key): Buffer;
    decode(bytes: Uint8Array): Key;
  };

  /** For tests and measurements: the relay writes the same format by itself. */
  export class LeveldbPersistence {
    constructor(location: string, options?: object);
    storeUpdate(docName: string, update: Uint8Array): Promise<number | null>;
    getYDoc(docName: string): Promise<import('yjs').Doc>;
    getAllDocNames(): Promise<string[]>;
    getStateVector(docName: string): Promise<Uint8Array>;
    flushDocument(docName: string): Promise<void>;
    getMeta(docName: string, key: string): Promise<unknown>;
    setMeta(docName: string, key: string, value: string): Promise<void>;
    destroy(): Promise<void>;
  }
}
