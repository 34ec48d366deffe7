'use client';

import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { Icon } from './icons';

export interface SheetProps {
  readonly title: string;
  readonly children: ReactNode;
  onClose(): void;
}

/** A sheet of paper over the page: from below under a thumb, in the middle at a desk. Focus stays in it until it goes. */
export function Sheet({ title, children, onClose }: SheetProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-30 bg-[oklch(0.2_0.01_75)] opacity-40" />
        <Dialog.Popup className="rise fixed inset-x-0 bottom-0 z-30 flex max-h-[92dvh] flex-col border-t border-rule-strong bg-paper desk:inset-x-auto desk:top-[8dvh] desk:bottom-auto desk:left-1/2 desk:max-h-[84dvh] desk:w-[34rem] desk:-translate-x-1/2 desk:border">
          <div className="flex items-center justify-between gap-4 border-b border-rule py-2 pr-2 pl-5">
            <Dialog.Title className="text-lg">{title}</Dialog.Title>
            <Dialog.Close
              aria-label="Close"
              className="grid size-11 place-items-center rounded-sm text-soft hover:bg-wash"
            >
              <Icon name="close" />
            </Dialog.Close>
          </div>
          <div className="overflow-y-auto overscroll-contain p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
            {children}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
