import type { Metadata } from 'next';
import { NewLinePage } from './new-line-page';

export const metadata: Metadata = { title: 'New transaction' };

export default function Page() {
  return <NewLinePage />;
}
