'use client';

import { useEffect, useState } from 'react';
import { askHomeServer, TRUST_PAGE } from '@/app/composition/home-server';

/** Beside an invite: what a device has to do first that has never been here. */
export function TrustFirst({ origin }: { readonly origin: string }) {
  const [needed, setNeeded] = useState(false);
  useEffect(() => {
    void askHomeServer().then(({ trust }) => setNeeded(trust));
  }, []);
  if (!needed || !origin.startsWith('https:')) return null;
  return (
    <p className="text-[0.875rem] text-soft">
      A device that has never been here has to trust the home server first: open{' '}
      <span className="break-all">{origin.replace(/^https/u, 'http') + TRUST_PAGE}</span> on it before the
      invite.
    </p>
  );
}
