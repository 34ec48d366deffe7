'use client';

import { useState } from 'react';
import { useLedger } from '@/app/book/book-context';
import { TextField } from '@/app/ui/field';
import { Toggle } from '@/app/ui/toggle';

/** Whether devices at the home server that have no invite may ask to join, and what they see. */
export function NearbySetting() {
  const ledger = useLedger();
  const { nearby, name: bookName } = ledger.settings();
  const [name, setName] = useState(nearby || bookName);
  const show = (text: string): void => {
    const set = ledger.configure({ nearby: text });
    if (!set.ok) console.warn(`The setting could not be changed: ${set.error.kind}`);
  };
  const isOn = nearby !== '';
  const wanted = name.trim() || bookName;
  return (
    <section className="space-y-3">
      <h3 className="text-base">Devices nearby</h3>
      <p className="text-[0.875rem] text-soft">
        {isOn
          ? 'Whoever opens WeSpend at your home server sees this name and can ask to join. One of you decides each time.'
          : 'Nobody sees this book without an invite. Switched on, whoever opens WeSpend at your home server sees the name below and can ask to join; one of you decides each time.'}
      </p>
      <TextField
        label="Name that they see"
        hint="The home server learns this name, and nothing else"
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.target.value)}
        onBlur={() => (isOn ? show(wanted) : undefined)}
      />
      <Toggle
        label="Who is at the home server may ask to join"
        checked={isOn}
        onChange={(on) => show(on ? wanted : '')}
      />
    </section>
  );
}
