'use client';

export function Welcome(_: object) {
  return <p>…</p>;
}
