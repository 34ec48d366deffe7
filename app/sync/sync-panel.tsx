'use client';

import { useBook, useLedger } from '@/app/book/book-context';
import { sharingSentence } from '@/app/book/sharing-words';
import { useLive } from '@/app/ui/use-live';
import { DeviceList } from './device-list';
import { HandMeeting } from './hand-meeting';
import { LatestChanges } from './latest-changes';
import { NeighborList } from './neighbor-list';
import { Receiving } from './receiving';
import { StrategyChoice } from './strategy-choice';
import { SyncDetails } from './sync-details';
import { ThisDevice } from './this-device';
import { nameIn, sayElected, sayTrouble } from './words';

/** How the sharing goes: who is here, what everybody has, and how it is passed on. */
export function SyncPanel() {
  const { sync, byHand } = useBook();
  const snapshot = useLive(sync);
  const own = useLedger().identity()?.member.id ?? null;
  const troubles = [...new Set(snapshot.troubles.map(({ trouble }) => sayTrouble(trouble.kind)))];
  return (
    <div className="space-y-8">
      <div>
        <p className="font-serif text-lg leading-snug font-semibold">{sharingSentence(snapshot, own)}</p>
        {snapshot.stalled ? (
          <p className="mt-2 text-wrong">
            The home server cannot be seen, so nothing is passed on for now. Nothing is lost: it goes on when
            the server is back, or choose another way below.
          </p>
        ) : null}
        {snapshot.elected === null ? null : (
          <p className="mt-2 text-soft">{sayElected(snapshot.elected.peer)}</p>
        )}
        {snapshot.progress === null ? null : <Receiving progress={snapshot.progress} />}
        {snapshot.forks === 0 ? null : (
          <p className="mt-2 text-wrong">
            An old copy of a device was brought back and went on writing under its old name, so two versions
            of what it wrote are about. Nothing is lost: each device keeps the one it has. Take a copy of the
            whole book on both devices before you go on.
          </p>
        )}
        {troubles.map((trouble) => (
          <p key={trouble} className="mt-2 text-soft">
            {trouble}
          </p>
        ))}
      </div>
      <NeighborList peers={snapshot.peers} />
      <LatestChanges latest={snapshot.latest} />
      <DeviceList devices={snapshot.devices} />
      {byHand === null ? null : (
        <details className="border-t border-rule pt-3">
          <summary className="text-[0.875rem] font-medium">Connect without the home server</summary>
          <div className="pt-3">
            <HandMeeting meeting={byHand} nameOf={nameIn(snapshot)} invites />
          </div>
        </details>
      )}
      <StrategyChoice snapshot={snapshot} sync={sync} />
      <ThisDevice />
      <SyncDetails snapshot={snapshot} />
    </div>
  );
}
