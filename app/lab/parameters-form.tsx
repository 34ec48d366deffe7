'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/app/ui/button';
import { ChoiceField, TextField } from '@/app/ui/field';
import {
  clamped,
  type Parameters,
  patternNames,
  type SizeName,
  sizeNames,
  sizeRanges,
} from './simulation/parameters';
import { patternWords, sayRoom, sizeWords } from './words';

export interface ParametersFormProps {
  readonly parameters: Parameters;
  /** The run starts over with these. */
  change(parameters: Parameters): void;
}

function SizeField({ name, parameters, change }: ParametersFormProps & { readonly name: SizeName }) {
  const value = parameters[name];
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const { label, unit } = sizeWords[name];
  const { least, most } = sizeRanges[name];
  const commit = () => {
    const next = text.trim() === '' ? value : clamped(name, Number(text));
    setText(String(next));
    if (next !== value) change({ ...parameters, [name]: next });
  };
  return (
    <TextField
      label={unit === '' ? label : `${label}, ${unit}`}
      hint={`${least} to ${most.toLocaleString('en')}`}
      inputMode="numeric"
      className="tabular-nums"
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={commit}
      onKeyDown={({ key }) => key === 'Enter' && commit()}
    />
  );
}

/** The room, its work and its network. Each change starts the run over, and stands in the link. */
export function ParametersForm({ parameters, change }: ParametersFormProps) {
  const { patterns, elect, faults } = parameters;
  const toggle = (name: (typeof patternNames)[number]) => {
    const next = patternNames.filter((one) => (one === name) !== patterns.includes(one));
    if (next.length > 0) change({ ...parameters, patterns: next });
  };
  return (
    <details>
      <summary className="py-1.5 text-[0.875rem]">
        <span className="font-medium">Change the room</span>
        <span className="text-soft">: {sayRoom(parameters)}</span>
      </summary>
      <div className="mt-1 grid grid-cols-2 gap-x-4 gap-y-3 desk:grid-cols-8">
        {sizeNames.map((name) => (
          <SizeField key={name} name={name} parameters={parameters} change={change} />
        ))}
      </div>
      <div className="mt-3 flex flex-wrap items-end gap-x-8 gap-y-3">
        <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
          <legend className="text-[0.8125rem] text-soft">Patterns</legend>
          {patternNames.map((name) => (
            <label key={name} className="inline-flex min-h-9 cursor-pointer items-center gap-2">
              <input
                type="checkbox"
                className="accent-(--accent)"
                checked={patterns.includes(name)}
                onChange={() => toggle(name)}
              />
              {patternWords[name].name}
            </label>
          ))}
        </fieldset>
        <div className="min-w-48">
          <ChoiceField
            label="Elected is"
            value={elect}
            onChange={({ target }) =>
              change({ ...parameters, elect: target.value === 'youngest' ? 'youngest' : 'oldest' })
            }
          >
            <option value="oldest">the one longest here</option>
            <option value="youngest">the one shortest here</option>
          </ChoiceField>
        </div>
        {faults.length > 0 ? (
          <Button onClick={() => change({ ...parameters, faults: [] })}>Run without what befell it</Button>
        ) : null}
      </div>
    </details>
  );
}
