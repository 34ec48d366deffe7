/**
 * Yjs V1 updates byte by byte, legal or not, for the tests of the door. Written from the format alone: it shares nothing
 * with lib/ledger, so that a mistake there is not repeated here.
 */

/** Entries as tuples; the time of one is its lead + its place in the journal. `fields` are those of a transaction. */
export const birth = (lead: number, ...fields: readonly unknown[]): unknown[] => [
  1,
  lead,
  0,
  null,
  0,
  't',
  ...fields,
  1,
];

/** A change of one field of one record; `heads` are times and writers. */
export const change = (lead: number, value: unknown, ...heads: readonly unknown[]): unknown[] => [
  1,
  lead,
  1,
  null,
  'x.0',
  'memo',
  value,
  ...heads,
  1,
];

export type Bytes = readonly number[];

const utf8 = new TextEncoder();

const varUint = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
};

/** The first byte holds six bits and the sign. */
const varInt = (value: number): number[] => {
  const size = Math.abs(value);
  const sign = value < 0 || Object.is(value, -0) ? 64 : 0;
  const more = size > 63;
  return [(more ? 128 : 0) + sign + (size % 64), ...(more ? varUint(Math.floor(size / 64)) : [])];
};

const sized = (bytes: Iterable<number>): number[] => {
  const all = [...bytes];
  return [...varUint(all.length), ...all];
};

const text = (value: string): number[] => sized(utf8.encode(value));

const float64 = (value: number): number[] => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return [...new Uint8Array(view.buffer)];
};

/** Bytes put into a value as they are: what no JavaScript value would be written as. */
export class Raw {
  constructor(readonly bytes: Bytes) {}
}

/** An object with these keys in this order, `__proto__` and repeated ones included. */
export const rawObject = (...fields: readonly (readonly [string, unknown])[]): Raw =>
  new Raw([
    118,
    ...varUint(fields.length),
    ...fields.flatMap(([key, value]) => [...text(key), ...any(value)]),
  ]);

/** Text whose bytes are given: half characters and worse. */
export const rawText = (...bytes: number[]): Raw => new Raw([119, ...sized(bytes)]);

export const nested = (depth: number): Raw =>
  new Raw([...Array.from({ length: depth }, () => [117, 1]).flat(), 126]);

const any = (value: unknown): number[] => {
  if (value instanceof Raw) return [...value.bytes];
  if (value === undefined) return [127];
  if (value === null) return [126];
  if (value === false) return [121];
  if (value === true) return [120];
  if (typeof value === 'bigint') return [122, ...float64(Number(value))];
  if (typeof value === 'string') return [119, ...text(value)];
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 2 ** 31
      ? [125, ...varInt(value)]
      : [123, ...float64(value)];
  if (value instanceof Uint8Array) return [116, ...sized(value)];
  if (Array.isArray(value)) return [117, ...varUint(value.length), ...Array.from(value, any).flat()];
  return [...rawObject(...Object.entries(value as object)).bytes];
};

/** Contents: the number of their kind, and their bytes. */
export interface Content {
  readonly ref: number;
  readonly bytes: Bytes;
}

export const anyContent = (values: readonly unknown[], length = values.length): Content => ({
  ref: 8,
  bytes: [...varUint(length), ...values.flatMap(any)],
});
export const deletedContent = (length: number): Content => ({ ref: 1, bytes: varUint(length) });
export const jsonContent = (values: readonly unknown[]): Content => ({
  ref: 2,
  bytes: [...varUint(values.length), ...values.flatMap((value) => text(JSON.stringify(value)))],
});
export const binaryContent = (bytes: Bytes): Content => ({ ref: 3, bytes: sized(bytes) });
export const textContent = (value: string): Content => ({ ref: 4, bytes: text(value) });
export const embedContent = (value: unknown): Content => ({ ref: 5, bytes: text(JSON.stringify(value)) });
/** A nested Y.Array. */
export const typeContent = (): Content => ({ ref: 7, bytes: [0] });

export interface Id {
  readonly client: number;
  readonly clock: number;
}

export interface ItemParts {
  readonly origin?: Id;
  readonly rightOrigin?: Id;
  /** Written only where there is neither origin. */
  readonly parent?: string | Id;
  readonly parentSub?: string;
}

const id = ({ client, clock }: Id): number[] => [...varUint(client), ...varUint(clock)];

/** One struct's bytes. */
export const item = (content: Content, { origin, rightOrigin, parent = '', parentSub }: ItemParts): Bytes => {
  const flags = (origin ? 0x80 : 0) + (rightOrigin ? 0x40 : 0) + (parentSub === undefined ? 0 : 0x20);
  const isFree = !origin && !rightOrigin;
  const home = typeof parent === 'string' ? [1, ...text(parent)] : [0, ...id(parent)];
  return [
    content.ref + flags,
    ...(origin ? id(origin) : []),
    ...(rightOrigin ? id(rightOrigin) : []),
    ...(isFree ? home : []),
    ...(isFree && parentSub !== undefined ? text(parentSub) : []),
    ...content.bytes,
  ];
};

export const gc = (length: number): Bytes => [0, ...varUint(length)];
export const skip = (length: number): Bytes => [10, ...varUint(length)];

export interface WireSection extends Id {
  readonly structs: readonly Bytes[];
}

export const journalOf = (client: number): string => `journal/${client.toString(36)}`;

/** A struct that continues the journal of `client` at `clock`, holding these values whatever they are. */
export const append = (client: number, clock: number, values: readonly unknown[]): Bytes =>
  item(
    anyContent(values),
    clock === 0 ? { parent: journalOf(client) } : { origin: { client, clock: clock - 1 } },
  );

export const section = (client: number, clock: number, ...structs: readonly Bytes[]): WireSection => ({
  client,
  clock,
  structs,
});

export interface Deletion extends Id {
  readonly length: number;
}

export const update = (
  sections: readonly WireSection[],
  deletions: readonly Deletion[] = [],
): Uint8Array<ArrayBuffer> =>
  new Uint8Array([
    ...varUint(sections.length),
    ...sections.flatMap(({ client, clock, structs }) => [
      ...varUint(structs.length),
      ...varUint(client),
      ...varUint(clock),
      ...structs.flat(),
    ]),
    ...varUint(deletions.length),
    ...deletions.flatMap(({ client, clock, length }) => [
      ...varUint(client),
      ...varUint(1),
      ...varUint(clock),
      ...varUint(length),
    ]),
  ]);
