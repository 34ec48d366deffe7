'use client';

import { PlainPage } from '../ui/plain-page';

export function HomePage() {
  return (
    <PlainPage title="Your books">
      <p>…</p>
    </PlainPage>
  );
}
