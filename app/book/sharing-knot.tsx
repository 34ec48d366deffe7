'use client';

import type { PeerHere } from '@/app/composition/contract';
import { useLive } from '@/app/ui/use-live';
import { useBook, useLedger } from './book-context';
import type { DrawerState } from './drawers';
import { sharingSentence, sharingShort } from './sharing-words';

export interface SharingKnotProps {
  /** The knot alone, with the words for who cannot see it. */
  readonly compact?: boolean;
  open(drawer: DrawerState): void;
}

/** Who is near, as a small knot of dots beside plain words; it opens the details. */
export function SharingKnot({ compact = false, open }: SharingKnotProps) {
  const ledger = useLedger();
  const snapshot = useLive(useBook().sync);
  const own = ledger.identity()?.member.id ?? null;
  const sentence = sharingSentence(snapshot, own);
  return (
    <button
      type="button"
      className={
        compact
          ? 'flex min-h-11 max-w-[70%] items-center gap-2 text-[0.8125rem] text-soft'
          : 'flex w-full items-center gap-3 border-t border-rule px-4 py-3 text-left text-[0.8125rem] leading-[1.35] text-soft outline-offset-[-2px] hover:bg-wash hover:text-ink'
      }
      onClick={() => open({ kind: 'sync' })}
    >
      {compact ? (
        <span aria-hidden="true" className="truncate">
          {sharingShort(snapshot, own)}
        </span>
      ) : null}
      <Knot peers={snapshot.peers} />
      <span aria-live="polite" className={compact ? 'sr-only' : ''}>
        {sentence}
      </span>
    </button>
  );
}

const middle = 17;
const reach = 12.5;
const shown = 8;

function Knot({ peers }: { readonly peers: readonly PeerHere[] }) {
  const dots = peers.slice(0, shown).map((peer, index, all) => {
    const angle = (index / all.length) * 2 * Math.PI - Math.PI / 2;
    return { peer, x: middle + reach * Math.cos(angle), y: middle + reach * Math.sin(angle) };
  });
  return (
    <svg width="34" height="34" viewBox="0 0 34 34" aria-hidden="true" className="shrink-0">
      {dots.map(({ peer, x, y }) =>
        peer.neighbor ? (
          <line
            key={peer.peer}
            x1={middle}
            y1={middle}
            x2={x}
            y2={y}
            stroke="var(--rule-strong)"
            strokeWidth="1"
          />
        ) : null,
      )}
      <circle cx={middle} cy={middle} r="4" fill="var(--ink)" />
      {dots.map(({ peer, x, y }) => {
        const color = peer.member ? `var(--member-${peer.member.color % 8})` : 'var(--rule-strong)';
        return peer.role === 'server' ? (
          <rect
            key={peer.peer}
            x={x - 3}
            y={y - 3}
            width="6"
            height="6"
            fill="var(--paper)"
            stroke={color}
            strokeWidth="1.5"
          />
        ) : (
          <circle
            key={peer.peer}
            cx={x}
            cy={y}
            r="3.4"
            fill={peer.neighbor ? color : 'var(--paper)'}
            stroke={color}
            strokeWidth="1.5"
          />
        );
      })}
    </svg>
  );
}
