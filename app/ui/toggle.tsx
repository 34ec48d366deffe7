'use client';

import { Switch } from '@base-ui/react/switch';
import { useId } from 'react';

export interface ToggleProps {
  readonly label: string;
  readonly checked: boolean;
  onChange(checked: boolean): void;
}

/** On or off, at once. */
export function Toggle({ label, checked, onChange }: ToggleProps) {
  const id = useId();
  return (
    <div className="inline-flex items-center gap-2.5">
      <Switch.Root
        aria-labelledby={id}
        checked={checked}
        onCheckedChange={onChange}
        className="flex h-6 w-11 shrink-0 cursor-pointer rounded-full border border-rule-strong bg-paper p-[3px] data-checked:border-accent data-checked:bg-accent"
      >
        <Switch.Thumb className="size-4 rounded-full bg-rule-strong motion-safe:transition-transform motion-safe:duration-150 data-checked:translate-x-5 data-checked:bg-on-accent" />
      </Switch.Root>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the switch beside it is the control for keys */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the same */}
      <span id={id} className="cursor-pointer select-none" onClick={() => onChange(!checked)}>
        {label}
      </span>
    </div>
  );
}
