'use client';

import { Button } from '@/app/ui/button';
import { locale } from '@/app/ui/locale';
import { MemberMark } from '@/app/ui/member-mark';
import { formatDate } from '@/lib/ledger/dates';
import type { HistoryLine } from '@/lib/ledger/history';
import { formatMoney } from '@/lib/ledger/money';
import type { RecordId, Transaction } from '@/lib/ledger/records';
import { useLedger } from '../book-context';
import { describeValue, fieldName } from '../describe';
import { sayMoment } from './moment';
import { Versions } from './versions';

/** Who wrote what, when and on which device, the newest first; and above it what still has two versions. */
export function LineHistory({ line: id }: { readonly line: RecordId }) {
  const ledger = useLedger();
  const line = ledger.transaction(id);
  if (!line) return <p className="text-soft">This line is not here yet.</p>;
  const history = [...ledger.history(id)].reverse();
  return (
    <div className="space-y-6">
      <LineTitle line={line} />
      <Versions line={line} />
      <ol className="border-l border-rule-strong">
        {history.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a history only grows at its far end
          <li key={history.length - index} className="relative pb-5 pl-6 last:pb-0">
            <span className="absolute top-0 -left-3">
              <MemberMark member={entry.member} />
            </span>
            <p className="leading-6">
              <strong className="font-semibold">{entry.member?.name ?? 'Someone'}</strong> {sayWhat(entry)}
            </p>
            <Changes entry={entry} line={line} />
            <p className="text-[0.8125rem] text-soft">
              <time dateTime={new Date(entry.at).toISOString()}>{sayMoment(entry.at)}</time>
              {entry.device ? `, ${entry.device.name}${entry.device.lost ? ' (lost)' : ''}` : ''}
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}

function LineTitle({ line }: { readonly line: Transaction }) {
  const ledger = useLedger();
  const currency = ledger.account(line.account)?.currency ?? '';
  return (
    <div>
      <p className="font-serif text-xl leading-tight font-semibold">{line.payee || 'No payee'}</p>
      <p className="figures !text-left text-soft">
        {formatDate(line.date, locale(), 'long')}, {formatMoney(line.amount, currency, locale())}
      </p>
      {line.deleted ? (
        <p className="mt-3 flex items-center justify-between gap-3 border-y border-rule py-2">
          This line is deleted.
          <Button small onClick={() => ledger.restore(line.id)}>
            Put it back
          </Button>
        </p>
      ) : null}
    </div>
  );
}

const verbs: Readonly<Record<HistoryLine['what'], string>> = {
  born: 'wrote this line',
  imported: 'imported it from a statement',
  deleted: 'deleted it',
  restored: 'put it back',
  changed: 'changed',
};

function sayWhat({ what, changes }: HistoryLine): string {
  if (what !== 'changed') return verbs[what];
  return `changed ${changes.map(({ field }) => fieldName(field)).join(' and ')}`;
}

/** From what to what; for a first writing only what it came to. */
function Changes({ entry, line }: { readonly entry: HistoryLine; readonly line: Transaction }) {
  const ledger = useLedger();
  if (entry.what === 'deleted' || entry.what === 'restored') return null;
  const say = (field: string, value: HistoryLine['changes'][number]['from']) =>
    describeValue(ledger, line.account, field, value, locale());
  const shown = entry.what === 'changed' ? entry.changes : telling(entry);
  return (
    <ul className="text-[0.8125rem]">
      {shown.map(({ field, from, to }) => (
        <li key={field} className="figures !text-left !whitespace-normal">
          {entry.what === 'changed' && from !== undefined ? (
            <>
              <s className="text-soft">{say(field, from)}</s> <span aria-hidden="true">→</span>
              <span className="sr-only">became</span> {say(field, to)}
            </>
          ) : (
            say(field, to)
          )}
        </li>
      ))}
    </ul>
  );
}

/** Of a first writing, what tells one line from another. */
const telling = ({ changes }: HistoryLine): HistoryLine['changes'] =>
  ['payee', 'amount'].flatMap((name) => changes.filter(({ field }) => field === name));
