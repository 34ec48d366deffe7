'use client';

import { useState } from 'react';
import { CopyForm } from '@/app/backup/copy-form';
import { useBook, useLedger } from '@/app/book/book-context';
import { todayHere } from '@/app/book/register/draft';
import { Button } from '@/app/ui/button';
import { exportCsv } from '@/lib/ledger/csv-export';
import type { Account } from '@/lib/ledger/records';
import { download, fileName } from './download';
import { exportLines } from './export-lines';
import { saveBook } from './save-book';

/** The whole book as a file that can be restored, and one account's lines for a spreadsheet. */
export function ExportPanel({ account }: { readonly account: Account | null }) {
  const book = useBook();
  const ledger = useLedger();
  const [said, setSaid] = useState('');
  const { name } = ledger.settings();

  const saveWhole = async () => {
    await saveBook(book);
    setSaid('The copy was handed to your browser to save.');
  };
  const saveLines = (of: Account) => {
    const text = exportCsv(exportLines(ledger, of), of.currency);
    download(`${fileName(name, of.name, todayHere())}.csv`, 'text/csv', text);
    setSaid(`The lines of ${of.name} were handed to your browser to save.`);
  };

  return (
    <div className="space-y-8">
      <section>
        <h3 className="text-base">For safekeeping</h3>
        <div className="mt-2">
          <CopyForm />
        </div>
      </section>
      <section>
        <h3 className="text-base">This book, readable by anybody</h3>
        <p className="mt-1 mb-3 text-soft">
          Every line with its history, in one file. Restore it on any device: nothing is doubled, even beside
          the living book. Whoever has the file can read everything in it.
        </p>
        <Button onClick={() => void saveWhole()}>Save a copy</Button>
      </section>
      {account ? (
        <section>
          <h3 className="text-base">The lines of {account.name}</h3>
          <p className="mt-1 mb-3 text-soft">For a spreadsheet, with amounts and running balance, as CSV.</p>
          <Button onClick={() => saveLines(account)}>Save the lines</Button>
        </section>
      ) : null}
      <p role="status" className="text-soft">
        {said}
      </p>
    </div>
  );
}
