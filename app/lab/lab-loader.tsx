'use client';

import dynamic from 'next/dynamic';

/** The lab reads its parameters from the address and draws on canvases: there is nothing to render before. */
export const LabLoader = dynamic(() => import('./lab').then((module) => module.Lab), {
  ssr: false,
  loading: () => (
    <p role="status" className="mt-8 text-soft">
      Setting up the lab. One moment.
    </p>
  ),
});
