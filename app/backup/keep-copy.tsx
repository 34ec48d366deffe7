'use client';

import { Sheet } from '@/app/ui/sheet';
import { CopyForm } from './copy-form';

export function KeepCopy({ onClose }: { onClose(): void }) {
  return (
    <Sheet title="Keep a copy" onClose={onClose}>
      <CopyForm />
    </Sheet>
  );
}
