'use client';

import type { ReactNode } from 'react';
import { useLedger } from '@/app/book/book-context';
import type { BookStep } from '@/app/book/drawers';
import { Button } from '@/app/ui/button';
import { Icon } from '@/app/ui/icons';
import { BringIn } from './bring-in';
import { CleanBook } from './clean-book';
import { Leave } from './leave';
import { Size } from './size';
import { Without } from './without';

interface StepWords {
  readonly step: BookStep;
  readonly title: string;
  readonly text: string;
}

const steps: readonly StepWords[] = [
  { step: 'size', title: 'How big is this book', text: 'Year by year, and what it will come to.' },
  {
    step: 'clean',
    title: 'Start a clean book from today',
    text: 'Balances and open items go on in a new one; the old one closes and can be erased.',
  },
  {
    step: 'without',
    title: 'Go on without somebody',
    text: 'The same book under a new secret, for those who stay; also without a lost device.',
  },
  {
    step: 'bring-in',
    title: 'Bring in another copy of this book',
    text: 'Lines that were written elsewhere after it went two ways.',
  },
  { step: 'leave', title: 'Leave, and forget here', text: 'Nothing of it stays on this device.' },
];

const bodies: Readonly<Record<BookStep, () => ReactNode>> = {
  size: () => <Size />,
  clean: () => <CleanBook />,
  without: () => <Without />,
  'bring-in': () => <BringIn />,
  leave: () => <Leave onLeft={() => window.location.assign('/')} />,
};

export interface BookPanelProps {
  readonly step: BookStep | null;
  go(step: BookStep | null): void;
}

/** What can be done with the book as a whole: one thing at a time. */
export function BookPanel({ step, go }: BookPanelProps) {
  const closed = useLedger().isClosed();
  const chosen = steps.find((one) => one.step === step);
  if (chosen === undefined)
    return (
      <ul className="-mx-5 -my-5">
        {steps.map((one) => (
          <li key={one.step} className="border-b border-rule">
            <button
              type="button"
              disabled={closed && one.step !== 'size' && one.step !== 'leave'}
              className="w-full px-5 py-3 text-left outline-offset-[-2px] hover:bg-wash disabled:opacity-50"
              onClick={() => go(one.step)}
            >
              <span className="block font-medium">{one.title}</span>
              <span className="block text-[0.8125rem] text-soft">{one.text}</span>
            </button>
          </li>
        ))}
      </ul>
    );
  return (
    <div className="space-y-5">
      <div>
        <Button small look="plain" className="-ml-2 text-soft" onClick={() => go(null)}>
          <Icon name="back" size={14} /> This book
        </Button>
        <h3 className="mt-1 text-lg">{chosen.title}</h3>
      </div>
      {bodies[chosen.step]()}
    </div>
  );
}
