import { sayMoment } from '@/app/book/history/moment';
import type { DeviceSeen } from '@/app/composition/contract';
import { locale } from '@/app/ui/locale';
import { MemberMark } from '@/app/ui/member-mark';
import { formatDate } from '@/lib/ledger/dates';
import { sayCount } from './words';

/** Every device that ever wrote in this book, and what of it each still lacks. */
export function DeviceList({ devices }: { readonly devices: readonly DeviceSeen[] }) {
  return (
    <section>
      <h3 className="mb-1 text-base">Every device of this book</h3>
      <ul className="border-t border-rule">
        {devices.map((device) => (
          <li key={device.device} className="flex items-center gap-3 border-b border-rule py-2">
            <MemberMark member={device.member} />
            <span className="min-w-0 flex-1 leading-5">
              <span className="flex items-baseline justify-between gap-3">
                <span className="truncate font-medium">{device.name}</span>
                <span className="shrink-0 text-[0.8125rem] text-soft">{sayPresence(device)}</span>
              </span>
              <span className="block text-[0.8125rem] text-soft">{sayLack(device)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function sayPresence({ self, here, lastSeen, left }: DeviceSeen): string {
  if (self) return 'this device';
  if (left !== null) return `left on ${formatDate(left, locale(), 'long')}`;
  if (here) return 'here now';
  return lastSeen === null ? 'not met yet from here' : `seen ${sayMoment(lastSeen)}`;
}

function sayLack({ self, lacks, exact, lastSeen, left }: DeviceSeen): string {
  if (self) return 'where you are writing now';
  if (left !== null) return 'kept nothing of the book';
  if (lacks === null) return 'what it has is not known yet';
  const amount =
    lacks === 0 ? 'has everything' : `lacks ${sayCount(lacks)} ${lacks === 1 ? 'change' : 'changes'}`;
  return exact || lastSeen === null ? amount : `${amount}, as of ${sayMoment(lastSeen)}`;
}
