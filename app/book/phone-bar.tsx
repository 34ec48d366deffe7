'use client';

import { Icon, type IconName } from '@/app/ui/icons';
import type { DrawerState } from './drawers';

export interface PhoneBarProps {
  readonly canAdd: boolean;
  open(drawer: DrawerState): void;
}

/** What a thumb reaches: accounts, a new line in the middle, people, more. */
export function PhoneBar({ canAdd, open }: PhoneBarProps) {
  return (
    <nav
      aria-label="Book"
      className="no-print grid grid-cols-4 border-t border-rule-strong bg-raised pb-[env(safe-area-inset-bottom)]"
    >
      <BarButton icon="accounts" label="Accounts" onClick={() => open({ kind: 'accounts' })} />
      <button
        type="button"
        disabled={!canAdd}
        className="m-1.5 flex min-h-11 items-center justify-center gap-2 rounded-sm bg-accent font-semibold text-on-accent disabled:opacity-50"
        onClick={() => open({ kind: 'line', line: null })}
      >
        <Icon name="plus" /> Add
      </button>
      <BarButton icon="people" label="People" onClick={() => open({ kind: 'people' })} />
      <BarButton icon="more" label="More" onClick={() => open({ kind: 'more' })} />
    </nav>
  );
}

function BarButton({
  icon,
  label,
  onClick,
}: {
  readonly icon: IconName;
  readonly label: string;
  onClick(): void;
}) {
  return (
    <button
      type="button"
      className="flex min-h-14 flex-col items-center justify-center gap-0.5 text-[0.75rem] text-soft outline-offset-[-2px]"
      onClick={onClick}
    >
      <Icon name={icon} size={18} />
      {label}
    </button>
  );
}
