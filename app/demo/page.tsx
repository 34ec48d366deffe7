import type { Metadata } from 'next';
import { DemoPage } from './demo-page';

export const metadata: Metadata = { title: 'The demo household' };

export default function Page() {
  return <DemoPage />;
}
