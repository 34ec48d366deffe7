import type { Metadata } from 'next';
import { Wordmark } from '@/app/ui/wordmark';
import { LabLoader } from './lab-loader';

export const metadata: Metadata = { title: 'The lab' };

export default function Page() {
  return (
    <main className="mx-auto w-full max-w-[92rem] px-4 pb-20 desk:px-8">
      <Wordmark />
      <h1 className="mt-6 text-3xl leading-tight desk:text-4xl">Four ways to share a book</h1>
      <p className="mt-2 max-w-[66rem] leading-relaxed">
        In July 2008 MSDN Magazine described four patterns by which peers can share state. Here they run side
        by side: the same people write the same lines over the same network, and only the pattern differs. The
        code is WeSpend’s own, the network and its time are simulated, and the same link gives the same
        figures.
      </p>
      <LabLoader />
    </main>
  );
}
