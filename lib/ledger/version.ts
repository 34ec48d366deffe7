/**
 * Versions of a field and their order: by Lamport time, then by writer (Lamport 1978), the same on every device.
 * It does not know which version replaces which (field-versions.ts).
 */

import { type Entry, type Head, headOf, timeOf } from './entry';

/** An entry and where it stands in the journals. */
export interface PlacedEntry {
  readonly entry: Entry;
  readonly writer: number;
  readonly clock: number;
}

export const versionKey = ({ time, writer }: Head): string => `${time}/${writer}`;

export const isLater = (one: Head, other: Head): boolean =>
  one.time > other.time || (one.time === other.time && one.writer > other.writer);

/** When and by whom an entry was written, whatever version it makes. */
export const placeOf = ({ entry, writer, clock }: PlacedEntry): Head => ({
  time: timeOf(entry, clock),
  writer,
});

/** The version that an entry makes. */
export const versionOf = ({ entry, writer, clock }: PlacedEntry): Head => headOf(entry, writer, clock);
