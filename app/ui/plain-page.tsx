import type { ReactNode } from 'react';
import { Wordmark } from './wordmark';

/** One sheet with a heading: for errors, waiting, and everything that is not a book. */
export function PlainPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[36rem] flex-col px-5 pb-16">
      <Wordmark />
      <h1 className="mt-10 mb-4 text-3xl leading-tight">{title}</h1>
      <div className="space-y-4">{children}</div>
    </main>
  );
}
