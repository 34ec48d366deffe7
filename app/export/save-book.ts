import { todayHere } from '@/app/book/register/draft';
import type { OpenBook } from '@/app/composition/contract';
import { download, fileName } from './download';

/** Hands the whole book to the browser to save, readable by anybody. */
export async function saveBook(book: OpenBook): Promise<void> {
  const name = fileName(book.ledger.settings().name, todayHere());
  download(`${name}.json`, 'application/json', await book.exportJson());
}
