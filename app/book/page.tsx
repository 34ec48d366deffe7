import type { Metadata } from 'next';
import { BookPage } from './book-page';

export const metadata: Metadata = { title: 'Book' };

export default function Page() {
  return <BookPage />;
}
