import type { Metadata } from 'next';
import { RecoveryPage } from './recovery-page';

export const metadata: Metadata = { title: 'Recovery sheet' };

export default function Page() {
  return <RecoveryPage />;
}
