'use client';

import { useEffect, useState } from 'react';
import { CopyFile } from '@/app/backup/copy-file';
import { useLock } from '@/app/backup/use-lock';
import { sayCopyError } from '@/app/backup/words';
import { useBook } from '@/app/book/book-context';
import { sayMoment } from '@/app/book/history/moment';
import { books } from '@/app/composition/books';
import type { BookCard, Going } from '@/app/composition/contract';
import { readCopy } from '@/app/composition/copies';
import { sayCount } from '@/app/sync/words';
import { Button } from '@/app/ui/button';
import type { BroughtIn } from '@/lib/ledger/bring-in';

/** Two books that were one come together again: what both have is there once. */
export function BringIn() {
  const { id, going } = useBook();
  const [others, setOthers] = useState<readonly BookCard[]>([]);
  const [busy, setBusy] = useState(false);
  const [brought, setBrought] = useState<BroughtIn | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const lock = useLock();
  useEffect(() => {
    void books.list().then((all) => setOthers(all.filter((card) => card.id !== id && card.entries > 0)));
  }, [id]);
  const bring = async (from: Parameters<Going['bringIn']>[0]) => {
    setBusy(true);
    const done = await going.bringIn(from);
    setBusy(false);
    setBrought(done.ok ? done.value : null);
    setWrong(done.ok ? null : sayCopyError(done.error));
  };
  const read = async (file: File, passphrase: string) => {
    setWrong(null);
    const copies = await lock.run((watch) => readCopy(file, passphrase, watch));
    if (copies.ok) await bring({ copies: copies.value.map(({ ledger }) => ledger) });
    else setWrong(copies.error.kind === 'called-off' ? null : sayCopyError(copies.error));
    return copies.ok;
  };
  return (
    <div className="space-y-5">
      <p>
        Somebody went on in the old book, or with a copy of it, and you want one book again. Their lines and
        changes are added to this one; what both have is there once. Where both changed the same line, you are
        asked which one holds.
      </p>
      <CopyFile label="From a saved copy" look="ruled" busy={busy} lock={lock} read={read} />
      {others.length > 0 ? (
        <section>
          <h4 className="mb-1 text-[0.875rem] font-medium">Or from a book on this device</h4>
          <ul className="border-t border-rule">
            {others.map((card) => (
              <li key={card.id} className="flex items-center gap-3 border-b border-rule py-2">
                <span className="min-w-0 flex-1 leading-5">
                  <span className="block truncate">{card.name}</span>
                  <span className="block text-[0.8125rem] text-soft">
                    {sayCount(card.entries)} entries, opened {sayMoment(card.openedAt)}
                  </span>
                </span>
                <Button small disabled={busy} onClick={() => void bring({ ledger: card.id })}>
                  Bring in<span className="sr-only"> the lines of {card.name}</span>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <div role="status">{brought === null ? null : <Said brought={brought} />}</div>
      <p role="alert" className="text-wrong empty:hidden">
        {wrong}
      </p>
    </div>
  );
}

function Said({ brought: { added, forked, refused } }: { readonly brought: BroughtIn }) {
  return (
    <div className="space-y-2">
      <p>
        {added === 0
          ? 'Everything in it is here already.'
          : `${sayCount(added)} ${added === 1 ? 'entry' : 'entries'} came in.`}
      </p>
      {forked === 0 ? null : (
        <p className="text-wrong">
          {forked === 1 ? 'One run of entries goes' : `${forked} runs of entries go`} on differently there, as
          when an old copy of a device is brought back. This book keeps what it has; keep that copy as well.
        </p>
      )}
      {refused.map((reason) => (
        <p key={reason} className="text-[0.8125rem] text-soft">
          Left out: {reason}.
        </p>
      ))}
    </div>
  );
}
