'use client';

export function People(_: object) {
  return <p>…</p>;
}
