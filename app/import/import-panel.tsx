'use client';

export function ImportPanel(_: { account: object; onDone(): void }) {
  return <p>…</p>;
}
