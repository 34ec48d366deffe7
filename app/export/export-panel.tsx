'use client';

export function ExportPanel(_: { account: object | null }) {
  return <p>…</p>;
}
