'use client';

export function SyncPanel(_: object) {
  return <p>…</p>;
}
