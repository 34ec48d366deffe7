'use client';

import { useState } from 'react';
import type { SyncSnapshot, SyncView } from '@/app/composition/contract';
import { Toggle } from '@/app/ui/toggle';
import { strategyNames } from '@/lib/sync/strategy';
import { sayCosts } from './strategy-costs';
import { strategyWords } from './words';

export interface StrategyChoiceProps {
  readonly snapshot: SyncSnapshot;
  readonly sync: SyncView;
}

/** By which way the book is passed on: for everybody, or, set apart, for this device alone. */
export function StrategyChoice({ snapshot, sync }: StrategyChoiceProps) {
  const [alone, setAlone] = useState(snapshot.strategy !== snapshot.ledgerStrategy);
  const chosen = alone ? snapshot.strategy : snapshot.ledgerStrategy;
  return (
    <fieldset>
      <legend className="mb-1 font-serif text-base font-semibold">How it is passed on</legend>
      <div className="border-t border-rule">
        {strategyNames.map((name) => (
          <label
            key={name}
            className="flex cursor-pointer items-start gap-3 border-b border-rule py-2.5 focus-within:outline-2 focus-within:outline-accent"
          >
            <input
              type="radio"
              name="strategy"
              className="mt-1 accent-(--accent)"
              checked={chosen === name}
              onChange={() => (alone ? sync.setDeviceStrategy(name) : sync.setStrategy(name))}
            />
            <span className="leading-5">
              <span className="block font-medium">{strategyWords[name].name}</span>
              <span className="block text-[0.8125rem] text-soft">{strategyWords[name].text}</span>
              <span className="block text-[0.8125rem] text-soft">{sayCosts(name, snapshot)}</span>
            </span>
          </label>
        ))}
      </div>
      <div className="pt-3 text-[0.875rem]">
        <Toggle
          label="For this device alone"
          checked={alone}
          onChange={(on) => {
            setAlone(on);
            sync.setDeviceStrategy(on ? snapshot.strategy : null);
          }}
        />
      </div>
    </fieldset>
  );
}
