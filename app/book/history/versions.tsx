'use client';

import { Button } from '@/app/ui/button';
import { locale } from '@/app/ui/locale';
import { MemberMark } from '@/app/ui/member-mark';
import { useNotice } from '@/app/ui/notice';
import type { Conflict, ConflictOption } from '@/lib/ledger/history';
import type { Transaction } from '@/lib/ledger/records';
import { useLedger } from '../book-context';
import { describeValue, fieldName } from '../describe';
import { sayMoment } from './moment';

/** What two people wrote at the same time, side by side: nothing is lost, and either can be taken. */
export function Versions({ line }: { readonly line: Transaction }) {
  const ledger = useLedger();
  return ledger.conflicts(line.id).map((conflict) => (
    <section key={conflict.field} className="border-y border-wrong py-3">
      <h3 className="text-base">{headline(conflict)}</h3>
      <ul className="mt-2">
        {conflict.options.map((option) => (
          <Option
            key={`${option.at} ${option.device?.id} ${JSON.stringify(option.value)}`}
            line={line}
            field={conflict.field}
            option={option}
          />
        ))}
      </ul>
      <p className="mt-2 text-[0.8125rem] text-soft">Both stay in the history, whichever you take.</p>
    </section>
  ));
}

function Option({
  line,
  field,
  option,
}: {
  readonly line: Transaction;
  readonly field: string;
  readonly option: ConflictOption;
}) {
  const ledger = useLedger();
  const say = useNotice();
  const text = describeValue(ledger, line.account, field, option.value, locale());
  const take = () => {
    const done = ledger.settle(line.id, field, option.value);
    say({ text: done.ok ? `Taken: ${text}.` : 'That could not be taken: the line has changed meanwhile.' });
  };
  return (
    <li className="flex items-center gap-3 border-t border-rule py-2 first:border-0">
      <MemberMark member={option.member} />
      <span className="min-w-0 flex-1 leading-5">
        <span className="figures block !text-left font-semibold">{text}</span>
        <span className="block text-[0.8125rem] text-soft">
          {option.member?.name ?? 'Someone'}, {sayMoment(option.at)}
          {option.shown ? ' · in the book now' : ''}
        </span>
      </span>
      <Button
        small
        look={option.shown ? 'ruled' : 'filled'}
        onClick={take}
        aria-label={`Take this one: ${text}`}
      >
        Take this one
      </Button>
    </li>
  );
}

function headline({ field, options }: Conflict): string {
  if (field === 'deleted') return 'One deleted this line, another went on with it';
  const count = options.length === 2 ? 'Two' : String(options.length);
  return `${count} versions of ${fieldName(field)}, written at the same time`;
}
