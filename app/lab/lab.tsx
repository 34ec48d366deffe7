'use client';

import './lab.css';
import { useState } from 'react';
import { download } from '@/app/export/download';
import { Button } from '@/app/ui/button';
import { CopyText } from '@/app/ui/copy-text';
import { Claims } from './claims';
import { seriesCsv, totalsCsv } from './csv';
import { Growth } from './growth-view';
import { JoinView } from './join-view';
import { Meshes } from './meshes';
import type { Speed } from './messages';
import { ParametersForm } from './parameters-form';
import { Plots, SeriesTable } from './plots';
import { scenarioNames, scenarios } from './scenarios';
import type { LabSession } from './session';
import { fromQuery, type Parameters, toQuery } from './simulation/parameters';
import { TotalsTable } from './totals-table';
import { TransportBar } from './transport-bar';
import { type RunRequest, useSession, useSessionState } from './use-session';

const wantsStillness = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** So that the address is always the link to this run. */
const writeLink = (parameters: Parameters): void =>
  window.history.replaceState(window.history.state, '', `?${toQuery(parameters)}`);

/** The whole bench: a run with its pictures and figures, then one join, the growth, and what the article says. */
export function Lab() {
  const [parameters, setParameters] = useState(() => fromQuery(window.location.search));
  const [request, setRequest] = useState<RunRequest>(() => ({
    parameters,
    number: 0,
    plays: !wantsStillness(),
  }));
  const [speed, setSpeed] = useState<Speed>(1);

  const note = (next: Parameters) => {
    setParameters(next);
    writeLink(next);
  };
  // Who looks should see life; who asked for no motion starts each run by hand.
  const start = (next: Parameters, plays = !wantsStillness()) => {
    note(next);
    setRequest(({ number }) => ({ parameters: next, number: number + 1, plays }));
  };
  const session = useSession(
    request,
    (fault) => note({ ...parameters, faults: [...parameters.faults, fault] }),
    (created) => created.play(speed),
  );

  return (
    <>
      <section aria-label="The run" className="instrument mt-5 -mx-4 px-4 py-5 desk:-mx-8 desk:px-8">
        <Scenarios parameters={parameters} start={(next) => start(next)} />
        <div className="mt-3">
          <ParametersForm parameters={parameters} change={(next) => start(next)} />
        </div>
        {session === null ? null : (
          <Run
            key={request.number}
            session={session}
            parameters={parameters}
            speed={speed}
            setSpeed={(next) => {
              setSpeed(next);
              if (session.state().isPlaying) session.play(next);
            }}
            stop={() => start(parameters, false)}
            again={() => start(parameters, true)}
          />
        )}
      </section>
      <JoinView parameters={request.parameters} />
      <Growth parameters={request.parameters} />
      <Claims start={(next) => start(next)} />
    </>
  );
}

interface RunProps {
  readonly session: LabSession;
  readonly parameters: Parameters;
  readonly speed: Speed;
  setSpeed(speed: Speed): void;
  stop(): void;
  again(): void;
}

function Run(props: RunProps) {
  const { session, parameters } = props;
  const state = useSessionState(session);
  const { patterns } = state;
  return (
    <div className="mt-4 border-t border-rule pt-4">
      <TransportBar {...props} state={state} />
      <div className="mt-5 space-y-10">
        <Meshes session={session} patterns={patterns} places={parameters.peers} />
        <div>
          <h2 className="mb-2 text-xl">What it did, and what it cost</h2>
          <TotalsTable patterns={patterns} />
        </div>
        <div>
          <h2 className="mb-4 text-xl">Over time</h2>
          <Plots patterns={patterns} seconds={parameters.seconds} />
          <SeriesTable patterns={patterns} seconds={parameters.seconds} />
        </div>
      </div>
      <div className="mt-6 flex flex-wrap items-end gap-3 border-t border-rule pt-5">
        <div className="min-w-0 flex-1 basis-80">
          <CopyText
            label="Link to this run"
            name="link"
            text={`${window.location.origin}/lab/?${toQuery(parameters)}`}
          />
        </div>
        <Button
          onClick={() => download('wespend-lab-totals.csv', 'text/csv', totalsCsv(patterns, parameters))}
        >
          Totals as CSV
        </Button>
        <Button onClick={() => download('wespend-lab-series.csv', 'text/csv', seriesCsv(patterns))}>
          Series as CSV
        </Button>
      </div>
    </div>
  );
}

interface ScenariosProps {
  readonly parameters: Parameters;
  start(parameters: Parameters): void;
}

function Scenarios({ parameters, start }: ScenariosProps) {
  const now = toQuery(parameters);
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="mb-1 text-[0.8125rem] text-soft">Start from</legend>
      {scenarioNames.map((name) => {
        const scenario = scenarios[name];
        return (
          <Button
            key={name}
            small
            aria-pressed={toQuery(scenario.parameters) === now}
            className="!px-3 aria-pressed:border-accent aria-pressed:text-accent phone:min-h-11"
            onClick={() => start(scenario.parameters)}
          >
            {scenario.name}
          </Button>
        );
      })}
    </fieldset>
  );
}
