import type { Metadata } from 'next';
import { MovePage } from './move-page';

export const metadata: Metadata = { title: 'Move to another address' };

export default function Page() {
  return <MovePage />;
}
