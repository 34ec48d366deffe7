import type { PeerHere } from '@/app/composition/contract';
import { MemberMark } from '@/app/ui/member-mark';
import { isStockPeerId } from '@/lib/sync/peer-id';
import { sayWay } from './words';

/** Who is here now: the direct neighbors first, then those who are reached by way of them. */
export function NeighborList({ peers }: { readonly peers: readonly PeerHere[] }) {
  const near = peers.filter(({ neighbor }) => neighbor);
  const beyond = peers.filter(({ neighbor }) => !neighbor);
  return (
    <section>
      <h3 className="mb-1 text-base">Here now</h3>
      {peers.length === 0 ? (
        <p className="text-soft">
          Nobody else. You can write all the same; it is passed on when somebody is near.
        </p>
      ) : (
        <ul className="border-t border-rule">
          {[...near, ...beyond].map((peer) => (
            <li key={peer.peer} className="flex items-center gap-3 border-b border-rule py-2">
              {peer.role === 'server' ? <ServerMark /> : <MemberMark member={peer.member} />}
              <span className="min-w-0 flex-1 leading-5">
                <span className="block truncate font-medium">{nameOf(peer)}</span>
                <span className="block text-[0.8125rem] text-soft">{sayWhere(peer)}</span>
              </span>
              {peer.rtt === null ? null : (
                <span className="figures text-[0.8125rem] text-soft" title="There and back">
                  {Math.max(1, Math.round(peer.rtt))} ms
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function nameOf({ peer, role, member, device, lost }: PeerHere): string {
  if (role === 'server') return 'Home server';
  if (isStockPeerId(peer)) return 'Another program, by y-webrtc';
  const who = member?.name ?? 'A new device';
  return device === '' ? who : `${who}, ${device}${lost ? ' (marked as lost)' : ''}`;
}

function sayWhere({ role, neighbor, via }: PeerHere): string {
  if (role === 'server') return neighbor ? 'always awake, keeps a copy' : 'not linked now';
  if (!neighbor) return 'by way of the others';
  return via === null ? 'linked' : sayWay(via);
}

function ServerMark() {
  return <span className="inline-block size-6 shrink-0 border-2 border-rule-strong" aria-hidden="true" />;
}
