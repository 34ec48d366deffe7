import type { StrategyName } from '@/lib/sync/strategy';
import { MeshView } from './mesh-view';
import type { LabSession, PatternState } from './session';
import { patternWords, sayState } from './words';

export interface MeshesProps {
  readonly session: LabSession;
  readonly patterns: readonly PatternState[];
  readonly places: number;
}

const columns: Readonly<Record<number, string>> = {
  1: 'desk:grid-cols-1',
  2: 'desk:grid-cols-2',
  3: 'desk:grid-cols-3',
  4: 'desk:grid-cols-4',
};

const sayPicture = (pattern: StrategyName, state: string): string =>
  `The mesh of the pattern ${patternWords[pattern].name}. ${state}.`;

/** The rooms side by side, each by its pattern: Figures 1 and 2 of the article, and the two without a server. */
export function Meshes({ session, patterns, places }: MeshesProps) {
  return (
    <>
      <div className={`grid grid-cols-2 gap-x-4 gap-y-6 desk:gap-x-8 ${columns[patterns.length] ?? ''}`}>
        {patterns.map(({ pattern, totals }) => (
          <section key={pattern} aria-labelledby={`mesh-${pattern}`} className={`${pattern} min-w-0`}>
            <h3
              id={`mesh-${pattern}`}
              className="border-t-2 border-(--hue) pt-2 text-lg leading-6 text-(--hue)"
            >
              {patternWords[pattern].name}
            </h3>
            <p className="min-h-[4.5em] text-[0.8125rem] leading-snug text-soft desk:min-h-[3em]">
              {patternWords[pattern].text}
            </p>
            <div className="mx-auto max-w-[20rem]">
              <MeshView
                session={session}
                pattern={pattern}
                places={places}
                label={sayPicture(pattern, sayState(totals))}
              />
            </div>
            <p
              className={`min-h-[3em] text-[0.8125rem] leading-snug desk:min-h-[1.5em] ${totals.behind > 0 ? 'text-wrong' : ''}`}
            >
              {sayState(totals)}
            </p>
          </section>
        ))}
      </div>
      <Legend />
      <p className="mt-2 text-[0.8125rem] text-soft">
        Where a pattern has no server, what is done to the server befalls the best-connected peer.
      </p>
    </>
  );
}

function Sign({ children, text }: { readonly children: React.ReactNode; readonly text: string }) {
  return (
    <li className="inline-flex items-center gap-2">
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" className="shrink-0">
        {children}
      </svg>
      {text}
    </li>
  );
}

function Legend() {
  const hollow = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 };
  return (
    <ul
      aria-label="What the signs mean"
      className="mt-4 flex flex-wrap gap-x-6 gap-y-1 border-t border-rule pt-3 text-[0.8125rem] text-soft"
    >
      <Sign text="a peer that holds everything">
        <circle cx="8" cy="8" r="5" fill="currentColor" />
      </Sign>
      <Sign text="one that lacks something">
        <circle cx="8" cy="8" r="5" {...hollow} />
      </Sign>
      <Sign text="the server">
        <circle cx="8" cy="8" r="4" fill="currentColor" />
        <circle cx="8" cy="8" r="7" {...hollow} strokeWidth={1} />
      </Sign>
      <Sign text="a black hole: takes all, gives nothing">
        <circle cx="8" cy="8" r="5" {...hollow} stroke="var(--wrong)" strokeWidth={2.5} />
      </Sign>
      <Sign text="gone">
        <path d="M4 4l8 8M12 4l-8 8" {...hollow} />
      </Sign>
      <Sign text="a link for the data">
        <path d="M1 8h14" {...hollow} />
      </Sign>
      <Sign text="a link that only tells who is there">
        <path d="M1 8h14" {...hollow} strokeWidth={0.7} strokeOpacity={0.6} />
      </Sign>
      <Sign text="data on its way">
        <circle cx="8" cy="8" r="3" fill="currentColor" />
      </Sign>
      <Sign text="data that is there already">
        <circle cx="8" cy="8" r="3" {...hollow} />
      </Sign>
      <Sign text="questions, presence, signs of life">
        <circle cx="8" cy="8" r="1.4" fill="currentColor" />
      </Sign>
    </ul>
  );
}
