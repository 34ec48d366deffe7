'use client';

import { type ChangeEvent, useMemo, useState } from 'react';
import { useLedger } from '@/app/book/book-context';
import { Button, buttonClass } from '@/app/ui/button';
import { useNotice } from '@/app/ui/notice';
import type { Account } from '@/lib/ledger/records';
import { MappingForm } from './mapping-form';
import { PreviewTable } from './preview-table';
import { remember } from './remembered';
import { canComeIn, comesInByItself, reviewFile, type Taken, takeIn } from './review';
import { StatementNote } from './statement-note';
import { useFile } from './use-file';

export interface ImportPanelProps {
  readonly account: Account;
  onDone(): void;
}

/** A statement of the bank, from a file: what it says beside what was read of it, and a verdict on every line. */
export function ImportPanel({ account, onDone }: ImportPanelProps) {
  const ledger = useLedger();
  const say = useNotice();
  const handle = useFile(account.currency);
  const { file } = handle;
  /** Lines of the file where a person has decided against the rule. */
  const [turned, setTurned] = useState<ReadonlySet<number>>(new Set());
  const version = ledger.version();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the verdicts depend on the book, which the version stands for
  const review = useMemo(
    () => (file ? reviewFile(ledger, account, file.table, file.mapping) : null),
    [file, account, version],
  );

  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    setTurned(new Set());
    if (chosen) void handle.choose(chosen);
  };
  if (!file || !review) return <ChooseFile account={account} error={handle.error} pick={pick} />;

  const chosen = review.lines.filter(
    (line) => canComeIn(line) && comesInByItself(line) !== turned.has(line.line),
  );
  const turn = (line: number) => {
    const next = new Set(turned);
    if (!next.delete(line)) next.add(line);
    setTurned(next);
  };
  const bring = () => {
    const taken = takeIn(ledger, chosen);
    if (taken === null) {
      say({ text: 'Nothing was taken in: say first who you are on this device.' });
      return;
    }
    remember(file.mapping);
    say({ text: sayTaken(taken), action: { label: 'Undo', run: () => ledger.undo() } });
    onDone();
  };

  return (
    <div className="space-y-6">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <p className="min-w-0 truncate">
          <strong className="font-semibold">{file.name}</strong>{' '}
          <span className="text-soft">into {account.name}</span>
        </p>
        <button type="button" className="link" onClick={handle.close}>
          Another file
        </button>
      </div>
      <MappingForm key={`${file.table.encoding} ${file.table.delimiter}`} file={file} handle={handle} />
      {file.table.problems.map((problem) => (
        <p key={problem} className="text-wrong">
          {problem}
        </p>
      ))}
      <StatementNote account={account} statement={review.statement} chosen={chosen} />
      <PreviewTable
        account={account}
        review={review}
        chosen={new Set(chosen.map(({ line }) => line))}
        turn={turn}
      />
      <div className="sticky -bottom-5 -mx-5 flex items-center justify-end gap-2 border-t border-rule bg-raised px-5 py-3 phone:bg-paper">
        <Button onClick={onDone}>Cancel</Button>
        <Button look="filled" disabled={chosen.length === 0} onClick={bring}>
          {chosen.length === 1 ? 'Take in 1 line' : `Take in ${chosen.length} lines`}
        </Button>
      </div>
    </div>
  );
}

function sayTaken({ added, restored }: Taken): string {
  const lines = (count: number) => (count === 1 ? '1 line' : `${count} lines`);
  return restored === 0
    ? `Taken in: ${lines(added)}.`
    : `Taken in: ${lines(added)}, put back: ${lines(restored)}.`;
}

function ChooseFile({
  account,
  error,
  pick,
}: {
  readonly account: Account;
  readonly error: string | null;
  pick(event: ChangeEvent<HTMLInputElement>): void;
}) {
  return (
    <div className="space-y-4">
      <p>
        Download a statement from your bank as CSV, for the account{' '}
        <strong className="font-semibold">{account.name}</strong>. Lines that are in the book already are
        recognised, so files may overlap.
      </p>
      <p role="alert" className="text-wrong">
        {error}
      </p>
      <label
        className={`${buttonClass('filled')} focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent`}
      >
        Choose the file
        <input type="file" accept=".csv,.txt,.tsv,text/csv,text/plain" className="sr-only" onChange={pick} />
      </label>
    </div>
  );
}
