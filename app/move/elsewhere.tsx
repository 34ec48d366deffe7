'use client';

import { Sheet } from '@/app/ui/sheet';

export interface ElsewhereProps {
  onClose(): void;
  join(): void;
  restore(): void;
}

/** For whoever finds this place empty that was full yesterday. */
export function Elsewhere({ onClose, join, restore }: ElsewhereProps) {
  return (
    <Sheet title="Your books are not lost" onClose={onClose}>
      <p>
        A browser keeps what belongs to each address apart. If WeSpend was at another address before, as when
        the router has given the home server a new one, your books are still on this device, under the old
        one. There are these ways to them:
      </p>
      <ul className="mt-5 border-t border-rule">
        <Way title="The old address still opens">
          Open it on this device, choose “Move to another address” at the foot of the page, and name{' '}
          <strong className="break-all">{window.location.origin}</strong>. Everything comes along.
        </Way>
        <Way title="Another device has the book, or you printed a recovery sheet">
          <button type="button" className="link" onClick={join}>
            Join with the invite or the sheet
          </button>
          , and choose your own name, so that you stay the same person.
        </Way>
        <Way title="You kept a copy in a file">
          <button type="button" className="link" onClick={restore}>
            Restore the copy
          </button>
          .
        </Way>
      </ul>
    </Sheet>
  );
}

function Way({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <li className="border-b border-rule py-3">
      <h3 className="font-sans font-medium">{title}</h3>
      <p className="mt-1">{children}</p>
    </li>
  );
}
