import type { Metadata } from 'next';
import { TrustPage } from './trust-page';

export const metadata: Metadata = { title: 'Trust this computer' };

export default function Page() {
  return <TrustPage />;
}
