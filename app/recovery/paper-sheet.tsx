import type { Recovery } from '@/app/composition/recovery';
import { QrImage } from '@/app/people/qr-image';
import { locale } from '@/app/ui/locale';
import { formatDate, today } from '@/lib/ledger/dates';

export interface PaperSheetProps {
  readonly recovery: Recovery;
  /** The address under which WeSpend is reached while this is printed. */
  readonly origin: string;
}

const groupsOf = (letters: string): readonly string[] => letters.match(/.{1,5}/g) ?? [];

/** Black on white by day and by night: what is on the screen is what comes out of the printer. */
export function PaperSheet({ recovery: { name, letters, words, link }, origin }: PaperSheetProps) {
  return (
    <article className="paper-sheet space-y-6 border border-[#bbb] bg-[#fff] p-6 text-[#000] desk:p-10 print:border-0 print:p-0">
      <header className="border-b border-[#000] pb-3">
        <p className="text-[0.8125rem]">WeSpend, recovery sheet</p>
        <h2 className="text-3xl leading-tight">{name || 'A book without a name yet'}</h2>
      </header>
      <p className="max-w-[38rem]">
        This sheet is a key to the book named above: it leads back into it after a device was lost, reset or
        replaced. Keep it as you would keep a key to your home, and show it to nobody outside the household.
      </p>
      <div className="grid gap-6 desk:grid-cols-[13rem_1fr] print:grid-cols-[13rem_1fr]">
        <div>
          <QrImage text={link(origin)} label="The invite as a QR code" />
          <p className="mt-2 text-[0.75rem] leading-4 break-words">
            Printed on {formatDate(today(Date.now()), locale(), 'long')}, when WeSpend was at {origin}
          </p>
        </div>
        <ol className="list-decimal space-y-2 pl-5">
          <li>
            Scan the picture with a device in the home network. If the address in it no longer answers, open
            WeSpend at its new address.
          </li>
          <li>There, choose “Join a book” and type the words or the letters below: either is enough.</li>
          <li>
            Leave the page open until the book has come from another device, then choose your own name, so
            that you stay the same person in it.
          </li>
        </ol>
      </div>
      <section>
        <h3 className="text-base">The words</h3>
        <ol className="mt-2 grid grid-cols-2 gap-x-6 gap-y-1 desk:grid-cols-4 print:grid-cols-4">
          {words.map((word, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the order is what they say, and a word may come twice
            <li key={index} className="flex gap-2 border-b border-[#ccc] py-0.5">
              <span className="w-6 text-right text-[0.8125rem] text-[#555] tabular-nums">{index + 1}</span>
              <span className="font-medium">{word}</span>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h3 className="text-base">The letters</h3>
        <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 font-mono text-lg">
          {groupsOf(letters).map((group, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the order is what they say
            <span key={index}>{group}</span>
          ))}
        </p>
      </section>
    </article>
  );
}
