/** All that ending a book and going on with it elsewhere takes: fetched as one part of an open book. */

export { sizeOf } from '@/lib/ledger/book-size';
export { planCleanBook } from '@/lib/ledger/clean-book';
export { bringInCopy } from './bring-in-copy';
export { startClean } from './clean';
export { companions } from './companions';
export { follow } from './follow';
export { leave } from './leave';
export { goOnWithout } from './without';
