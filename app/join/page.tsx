import type { Metadata } from 'next';
import { JoinPage } from './join-page';

export const metadata: Metadata = { title: 'Join a book' };

export default function Page() {
  return <JoinPage />;
}
