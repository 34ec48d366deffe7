'use client';

import { PlainHttp } from '@/app/offline/plain-http';

/** At the foot of the first page, for who wonders; nothing where the address is a safe one. */
export function PlainHttpNote() {
  if (window.isSecureContext) return null;
  return (
    <details className="mt-auto max-w-[34rem] pt-12 text-[0.875rem] text-soft">
      <summary>What WeSpend cannot do under this address</summary>
      <div className="pt-3">
        <PlainHttp />
      </div>
    </details>
  );
}
