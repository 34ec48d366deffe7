'use client';

import { useState } from 'react';
import { bookHref } from '@/app/book/address';
import { useBook, useLedger } from '@/app/book/book-context';
import { useAsked } from '@/app/book/use-asked';
import type { Companion } from '@/app/composition/contract';
import { Button, buttonClass } from '@/app/ui/button';
import { wordsFor } from '@/app/ui/error-page';
import { MemberMark } from '@/app/ui/member-mark';
import type { Member, RecordId } from '@/lib/ledger/records';
import { CompanionList } from './companion-list';
import { sayNames } from './words';

/** The same book under a new secret: who stays behind, or which lost device; what goes along, and what it means. */
export function Without() {
  const ledger = useLedger();
  const companions = useAsked(useBook().going.companions);
  const own = ledger.identity()?.member.id;
  const [behind, setBehind] = useState<ReadonlySet<RecordId>>(new Set());
  /** What was ticked or unticked against what is proposed. */
  const [choices, setChoices] = useState<ReadonlyMap<RecordId, boolean>>(new Map());
  if (companions === null) return <p className="text-soft">Looking who is in this book.</p>;
  const others = ledger
    .members()
    .filter(({ id }) => id !== own && companions.some(({ device }) => device.member === id));
  const left = others.filter(({ id }) => behind.has(id));
  const staying = companions.filter(({ device }) => !behind.has(device.member));
  const isChosen = ({ device, code, doubtful, self }: Companion): boolean =>
    self || (code !== null && (choices.get(device.id) ?? !(doubtful || device.lost)));
  const chosen = staying.filter(isChosen);
  const lost = staying.filter((companion) => companion.device.lost && !isChosen(companion));
  const without = [...left, ...lost.map(({ device }) => device)];
  const mayBeLost = companions.some(({ device, self }) => device.lost && !self);
  if (others.length === 0 && !mayBeLost)
    return <p>Nobody else writes in this book, and no device is lost.</p>;
  return (
    <div className="space-y-5">
      <p>
        Who stays behind keeps what there was up to now and sees nothing that comes after. What they have seen
        already cannot be taken back, and they are told that you went on.
      </p>
      {others.length === 0 ? null : (
        <fieldset>
          <legend className="mb-1 font-medium">Who stays behind?</legend>
          <div className="border-t border-rule">
            {others.map((member) => (
              <MemberChoice
                key={member.id}
                member={member}
                checked={behind.has(member.id)}
                choose={(isBehind) => setBehind(withOrWithout(behind, member.id, isBehind))}
              />
            ))}
          </div>
        </fieldset>
      )}
      {left.length > 0 || mayBeLost ? (
        <>
          <CompanionList
            companions={staying}
            isChosen={isChosen}
            choose={(device, isIn) => setChoices(new Map(choices).set(device, isIn))}
          />
          {without.length === 0 ? null : (
            <GoOn left={left} names={sayNames(without)} devices={chosen.map(({ device }) => device.id)} />
          )}
        </>
      ) : null}
    </div>
  );
}

function MemberChoice(props: {
  readonly member: Member;
  readonly checked: boolean;
  choose(isBehind: boolean): void;
}) {
  const { member, checked, choose } = props;
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 border-b border-rule px-1 hover:bg-wash">
      <input
        type="checkbox"
        className="size-4 accent-(--accent)"
        checked={checked}
        onChange={(event) => choose(event.target.checked)}
      />
      <MemberMark member={member} />
      {member.name}
    </label>
  );
}

function GoOn({
  left,
  names,
  devices,
}: {
  readonly left: readonly Member[];
  readonly names: string;
  readonly devices: readonly RecordId[];
}) {
  const { going } = useBook();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [heir, setHeir] = useState<string | null>(null);
  const go = async () => {
    setBusy(true);
    const ids = left.map(({ id }) => id);
    const done = await going.goOnWithout(ids, devices);
    setBusy(false);
    if (done.ok) setHeir(done.value);
    else setWrong(wordsFor(done.error).text);
  };
  if (heir !== null)
    return (
      <p role="status">
        The book goes on without {names}.{' '}
        <a className={`${buttonClass('filled')} mt-3`} href={bookHref(heir)}>
          Open the new book
        </a>
      </p>
    );
  return (
    <>
      <p className="text-[0.875rem] text-soft">
        This book closes on your devices. The others are offered to come over with one click; who is away now
        hears of it on coming back. You can unite the two again later.
      </p>
      <p role="alert" className="text-wrong">
        {wrong}
      </p>
      <Button look="filled" disabled={busy} onClick={() => void go()}>
        {busy ? 'Going on …' : `Go on without ${names}`}
      </Button>
    </>
  );
}

const withOrWithout = (set: ReadonlySet<RecordId>, id: RecordId, isIn: boolean): ReadonlySet<RecordId> => {
  const others = [...set].filter((one) => one !== id);
  return new Set(isIn ? [...others, id] : others);
};
