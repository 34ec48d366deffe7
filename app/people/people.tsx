'use client';

import { writeAddress } from '@/app/book/address';
import { useBook, useLedger } from '@/app/book/book-context';
import { buttonClass } from '@/app/ui/button';
import { MemberMark } from '@/app/ui/member-mark';
import { useLive } from '@/app/ui/use-live';
import { Invite } from './invite';
import { NearbySetting } from './nearby-setting';

/** Who writes in this book, and the invite for who is to join them. */
export function People() {
  const ledger = useLedger();
  const book = useBook();
  const { peers, devices: present } = useLive(book.sync);
  const own = ledger.identity()?.member.id;
  return (
    <div className="space-y-8">
      <ul className="border-t border-rule">
        {ledger.members().map((member) => {
          const devices = present.filter((device) => device.member?.id === member.id && device.left === null);
          const stayedBehind =
            devices.length === 0 && ledger.devices().some((device) => device.member === member.id);
          const here = peers.some((peer) => peer.member?.id === member.id);
          return (
            <li key={member.id} className="flex items-start gap-3 border-b border-rule py-2.5">
              <MemberMark member={member} />
              <span className="min-w-0 flex-1 leading-5">
                <span className="block font-medium">
                  {member.name}
                  {member.id === own ? <span className="font-normal text-soft"> (you)</span> : null}
                </span>
                <span className="block text-[0.8125rem] text-soft">
                  {stayedBehind
                    ? 'not in this book any more'
                    : devices.map(({ name, lost }) => (lost === null ? name : `${name} (lost)`)).join(', ')}
                </span>
              </span>
              <span className="text-[0.8125rem] text-soft">{here ? 'here now' : ''}</span>
            </li>
          );
        })}
      </ul>
      <Invite />
      <NearbySetting />
      <section>
        <h3 className="mb-1 text-base">A way back, on paper</h3>
        <p className="mb-3 text-[0.875rem] text-soft">
          If every device at hand is lost or reset, a printed sheet leads back into this book.
        </p>
        <a
          href={`/recovery/${writeAddress({ ledger: book.id, account: null })}`}
          className={buttonClass('ruled')}
        >
          Print a recovery sheet
        </a>
      </section>
    </div>
  );
}
