'use client';

import { useBook, useLedger } from '@/app/book/book-context';
import { MemberMark } from '@/app/ui/member-mark';
import { useLive } from '@/app/ui/use-live';
import { Invite } from './invite';
import { NearbySetting } from './nearby-setting';

/** Who writes in this book, and the invite for who is to join them. */
export function People() {
  const ledger = useLedger();
  const { peers, devices: present } = useLive(useBook().sync);
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
    </div>
  );
}
