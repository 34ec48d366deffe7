import type { SyncSnapshot } from '@/app/composition/contract';
import { IceServerForm } from './ice-server-form';
import { sayBytes, sayCount } from './words';

/** One click away, for who wants to know exactly. Here alone the words of the trade are used. */
export function SyncDetails({ snapshot }: { readonly snapshot: SyncSnapshot }) {
  const { traffic, arrivals, peers, troubles, refused, endings } = snapshot;
  return (
    <details className="border-t border-rule pt-3">
      <summary className="text-[0.875rem] font-medium">Details</summary>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-[0.8125rem]">
        <dt className="text-soft">Messages sent</dt>
        <dd className="figures">
          {sayCount(traffic.framesOut)}, {sayBytes(traffic.bytesOut)}
        </dd>
        <dt className="text-soft">Messages received</dt>
        <dd className="figures">
          {sayCount(traffic.framesIn)}, {sayBytes(traffic.bytesIn)}
        </dd>
        <dt className="text-soft">Pieces of the book</dt>
        <dd className="figures">
          {sayCount(arrivals.all)} came in, {sayCount(arrivals.redundant)} were here already
        </dd>
        <dt className="text-soft">Strategy in use</dt>
        <dd className="figures">{snapshot.strategy}</dd>
      </dl>
      <ul className="mt-4 space-y-1 text-[0.8125rem] text-soft">
        {peers.map(({ peer, neighbor, via }) => (
          <li key={peer} className="break-all">
            {peer}: {neighbor ? (via ?? 'linked') : 'not linked'}
          </li>
        ))}
        {troubles.map(({ transport, trouble }) => (
          <li key={`${transport} ${trouble.kind} ${trouble.detail}`} className="break-words">
            {transport}, {trouble.kind}: {trouble.detail}
          </li>
        ))}
        {refused.map(({ from, reason, count }) => (
          <li key={`${from} ${reason}`} className="break-words">
            Turned away from {from}: {reason} ({sayCount(count)} times)
          </li>
        ))}
        {endings.map(({ at, peer, reason, detail }) => (
          <li key={`${at} ${peer}`} className="break-words">
            {new Date(at).toLocaleTimeString()}: link to {peer} ended, {reason}
            {detail === '' ? '' : `: ${detail}`}
          </li>
        ))}
      </ul>
      <IceServerForm />
    </details>
  );
}
