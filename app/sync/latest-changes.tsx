import { useLedger } from '@/app/book/book-context';
import { sayMoment } from '@/app/book/history/moment';
import type { LatestChange } from '@/app/composition/contract';
import { locale } from '@/app/ui/locale';
import type { Ledger } from '@/lib/ledger/ledger';
import { formatMoney } from '@/lib/ledger/money';
import type { RecordId } from '@/lib/ledger/records';

const several = new Intl.ListFormat('en', { type: 'conjunction' });

/** What was written here last, and who has it: what would be lost with this device stands out. */
export function LatestChanges({ latest }: { readonly latest: readonly LatestChange[] }) {
  const ledger = useLedger();
  if (latest.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 text-base">Your latest changes</h3>
      <ul className="border-t border-rule">
        {latest.map((change) => (
          <li key={change.record} className="border-b border-rule py-2 leading-5">
            <span className="flex items-baseline justify-between gap-3">
              <span className="truncate font-medium">{nameOf(ledger, change.record)}</span>
              <span className="shrink-0 text-[0.8125rem] text-soft">{sayMoment(change.at)}</span>
            </span>
            <Whereabouts change={change} ledger={ledger} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface WhereaboutsProps {
  readonly change: LatestChange;
  readonly ledger: Ledger;
}

function Whereabouts({ change: { onServer, devices }, ledger }: WhereaboutsProps) {
  const places = [
    ...(onServer ? ['the home server'] : []),
    ...devices.map((device) => nameOfDevice(ledger, device)),
  ];
  if (places.length === 0)
    return <span className="block text-[0.8125rem] font-medium">Only on this device</span>;
  return <span className="block text-[0.8125rem] text-soft">Also on {several.format(places)}</span>;
}

function nameOfDevice(ledger: Ledger, id: RecordId): string {
  const device = ledger.device(id);
  if (device === null) return 'a new device';
  const member = ledger.member(device.member);
  const isPlain = member === null || device.name.includes(member.name);
  return isPlain ? device.name : `${member.name}’s ${device.name}`;
}

function nameOf(ledger: Ledger, id: RecordId): string {
  const line = ledger.transaction(id);
  if (line !== null) {
    const currency = ledger.account(line.account)?.currency ?? '';
    const amount = formatMoney(line.amount, currency, locale());
    return line.payee === '' ? amount : `${line.payee}, ${amount}`;
  }
  const named = ledger.account(id) ?? ledger.category(id) ?? ledger.member(id) ?? ledger.device(id);
  return named?.name ?? 'The settings of the book';
}
