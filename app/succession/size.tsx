'use client';

import { useBook } from '@/app/book/book-context';
import { useAsked } from '@/app/book/use-asked';
import { sayBytes, sayCount } from '@/app/sync/words';
import type { BookSize } from '@/lib/ledger/book-size';

/** Measured: so many entries open in 0.7 seconds; what is more than that is felt. */
const WORTH_A_CLEAN_BOOK = 100_000;

/** How big the book is: all of it counted, nothing guessed. */
export function Size() {
  const size = useAsked(useBook().going.size);
  if (size === null) return <p className="text-soft">Counting.</p>;
  const most = Math.max(...size.years.map((year) => year.entries), 1);
  return (
    <div className="space-y-5">
      <p>
        <strong>{sayCount(size.entries)} entries</strong>, {sayBytes(size.bytes)}. Every line, every change of
        one and every undo is an entry.
      </p>
      <table className="w-full text-[0.875rem]">
        <caption className="sr-only">Entries by the year in which they were written</caption>
        <thead>
          <tr className="border-b border-ink text-[0.75rem] text-soft">
            <th scope="col" className="py-1 text-left font-normal">
              Year
            </th>
            <th scope="col" className="w-full px-3 text-left font-normal">
              <span className="sr-only">As a bar</span>
            </th>
            <th scope="col" className="text-right font-normal">
              Entries
            </th>
            <th scope="col" className="pl-4 text-right font-normal">
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {size.years.map((year) => (
            <tr key={year.year} className="border-b border-rule">
              <th scope="row" className="figures py-1.5 font-normal">
                {year.year}
              </th>
              <td className="px-3">
                <span
                  aria-hidden="true"
                  className="block h-2.5 bg-accent"
                  style={{ width: `${Math.max((100 * year.entries) / most, 1)}%` }}
                />
              </td>
              <td className="figures">{sayCount(year.entries)}</td>
              <td className="figures pl-4">{sayBytes(year.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Outlook size={size} />
    </div>
  );
}

function Outlook({ size }: { readonly size: BookSize }) {
  const { lastTwelveMonths, inFiveYears } = size;
  const left = WORTH_A_CLEAN_BOOK - size.entries;
  const years = lastTwelveMonths.entries === 0 ? null : Math.floor(left / lastTwelveMonths.entries);
  return (
    <div className="space-y-3">
      <p>
        The last twelve months have added {sayCount(lastTwelveMonths.entries)} entries. At that pace it will
        have {sayCount(inFiveYears.entries)} in five years, {sayBytes(inFiveYears.bytes)}.
      </p>
      <p className="text-soft">
        A book of {sayCount(WORTH_A_CLEAN_BOOK)} entries opens in a second or two; from there on a clean book
        is worth a thought.{' '}
        {left <= 0
          ? 'This one is past that.'
          : years === null
            ? ''
            : years > 100
              ? 'This one will take more than a hundred years to get there.'
              : years < 1
                ? 'This one gets there within a year.'
                : `This one gets there in about ${years} ${years === 1 ? 'year' : 'years'}.`}
      </p>
    </div>
  );
}
