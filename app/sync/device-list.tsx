'use client';

import { useState } from 'react';
import { useLedger } from '@/app/book/book-context';
import { sayMoment } from '@/app/book/history/moment';
import type { DeviceSeen } from '@/app/composition/contract';
import { Button } from '@/app/ui/button';
import { locale } from '@/app/ui/locale';
import { MemberMark } from '@/app/ui/member-mark';
import { useNotice } from '@/app/ui/notice';
import { formatDate, today } from '@/lib/ledger/dates';
import { sayCount, sayLost } from './words';

/** Every device that ever wrote in this book, and what of it each still lacks. */
export function DeviceList({ devices }: { readonly devices: readonly DeviceSeen[] }) {
  return (
    <section>
      <h3 className="mb-1 text-base">Every device of this book</h3>
      <ul className="border-t border-rule">
        {devices.map((device) => (
          <ListedDevice key={device.device} device={device} />
        ))}
      </ul>
    </section>
  );
}

function ListedDevice({ device }: { readonly device: DeviceSeen }) {
  const ledger = useLedger();
  const say = useNotice();
  const [asking, setAsking] = useState(false);
  const mark = (lost: string | null) => {
    setAsking(false);
    const { name } = device;
    const set = ledger.change('device', device.device, { lost });
    if (!set.ok) say({ text: 'The mark could not be written.' });
    else say({ text: lost === null ? `${name} is no longer marked.` : `${name} is marked as lost.` });
  };
  return (
    <li className="border-b border-rule py-2">
      <div className="flex items-center gap-3">
        <MemberMark member={device.member} />
        <span className="min-w-0 flex-1 leading-5">
          <span className="flex items-baseline justify-between gap-3">
            <span className="truncate font-medium">{device.name}</span>
            <span className="shrink-0 text-[0.8125rem] text-soft">{sayPresence(device)}</span>
          </span>
          <span className="flex items-center justify-between gap-3 text-[0.8125rem] text-soft">
            {device.lost === null ? (
              <span>{sayLack(device)}</span>
            ) : (
              <span className="text-wrong">{sayLost(device.lost)}</span>
            )}
            <LostButton
              device={device}
              asking={asking}
              ask={() => setAsking(!asking)}
              found={() => mark(null)}
            />
          </span>
        </span>
      </div>
      {asking ? (
        <LostQuestion name={device.name} keep={() => setAsking(false)} mark={() => mark(today(Date.now()))} />
      ) : null}
    </li>
  );
}

interface LostButtonProps {
  readonly device: DeviceSeen;
  readonly asking: boolean;
  ask(): void;
  found(): void;
}

/** A device that is in somebody's hand here is not lost; one that is marked can always be found again. */
function LostButton({ device, asking, ask, found }: LostButtonProps) {
  const whose = <span className="sr-only">: {device.name}</span>;
  if (device.lost !== null)
    return (
      <Button small look="plain" className="-my-1 -mr-2" onClick={found}>
        Found again{whose}
      </Button>
    );
  if (device.self || device.left !== null) return null;
  return (
    <Button small look="plain" className="-my-1 -mr-2 text-soft" aria-expanded={asking} onClick={ask}>
      Lost?{whose}
    </Button>
  );
}

function LostQuestion({ name, keep, mark }: { readonly name: string; keep(): void; mark(): void }) {
  return (
    <div className="space-y-3 pt-2 text-[0.875rem]">
      <p>
        The book is not lost with {name}: the other devices hold all of it but what {name} had not passed on
        yet. Marking it tells everybody, and tells who opens the book there.
      </p>
      <p>
        It does not lock anything. Whoever can unlock {name} can read what is on it, and go on reading and
        writing here. If it can be locked or erased from afar, do that now. To keep it out of what comes
        after, mark it and then choose Book, Go on without somebody.
      </p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button small onClick={keep}>
          Not lost
        </Button>
        <Button small look="wrong" onClick={mark}>
          Mark as lost
        </Button>
      </div>
    </div>
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
