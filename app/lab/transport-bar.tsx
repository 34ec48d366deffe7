'use client';

import { Button } from '@/app/ui/button';
import type { Speed } from './messages';
import type { LabSession, SessionState } from './session';
import { faultKinds, type Parameters } from './simulation/parameters';
import { faultWords, happenedWords } from './words';

const speeds: readonly { readonly speed: Speed; readonly label: string }[] = [
  { speed: 0.1, label: 'a tenth of real speed' },
  { speed: 0.5, label: 'half of real speed' },
  { speed: 1, label: 'real speed' },
  { speed: 4, label: 'four times as fast' },
  { speed: null, label: 'as fast as it can' },
];

export interface TransportBarProps {
  readonly session: LabSession;
  readonly state: SessionState;
  readonly parameters: Parameters;
  readonly speed: Speed;
  setSpeed(speed: Speed): void;
  /** Whatever is being reckoned: back to the start, and wait. */
  stop(): void;
  again(): void;
}

/** Play, pause, step, and what may befall the room. */
export function TransportBar({
  session,
  state,
  parameters,
  speed,
  setSpeed,
  stop,
  again,
}: TransportBarProps) {
  const { at, isPlaying, isOver } = state;
  const { seconds } = parameters;
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {isPlaying ? (
          <Button look="filled" className="min-w-24" onClick={session.pause}>
            Pause
          </Button>
        ) : (
          <Button look="filled" className="min-w-24" onClick={() => (isOver ? again() : session.play(speed))}>
            {isOver ? 'Run again' : 'Play'}
          </Button>
        )}
        <Button disabled={isOver} onClick={session.step}>
          Step
        </Button>
        <Button disabled={at === 0 && !isPlaying && state.failure === null} onClick={stop}>
          Stop
        </Button>
        <label className="inline-flex items-center gap-2 text-[0.875rem]">
          Speed
          <select
            className="line-field min-h-9 w-auto bg-paper"
            value={String(speed)}
            onChange={({ target }) => setSpeed(target.value === 'null' ? null : Number(target.value))}
          >
            {speeds.map((one) => (
              <option key={String(one.speed)} value={String(one.speed)}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
        <label className="flex min-w-52 flex-1 items-center gap-3 text-[0.875rem]">
          <span className="figures min-w-24 !text-left">
            {at.toFixed(1)} of {seconds} s
          </span>
          <progress className="progress w-full" value={at} max={seconds}>
            {Math.round((at / seconds) * 100)}%
          </progress>
        </label>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {faultKinds.map((kind) => (
          <Button
            key={kind}
            small
            disabled={isOver}
            className="!px-3 phone:min-h-11"
            onClick={() => session.befall(kind)}
          >
            {faultWords[kind]}
          </Button>
        ))}
        <p role="status" className="text-[0.8125rem] text-soft desk:ml-2">
          {sayRun(state)} {sayFaults(parameters)}
        </p>
      </div>
    </div>
  );
}

/** Changes seldom, because it is read aloud. */
const sayRun = ({ isPlaying, isOver, failure, at }: SessionState): string => {
  if (failure !== null)
    return `The simulation broke off: ${failure}. Press Stop, and try with fewer peers or records.`;
  if (isOver) return 'The run is over.';
  if (isPlaying) return 'Running.';
  return at === 0 ? 'Ready.' : 'Paused.';
};

const sayFaults = ({ faults }: Parameters): string =>
  faults.length === 0
    ? ''
    : `In this run: ${faults.map(({ kind, at }) => `at ${at} s ${happenedWords[kind]}`).join(', ')}.`;
