/** When this page last made a copy of all books, in ms since the epoch: whoever reminds of copies looks at the disk again. */

import { createLive } from './live';

export const lastCopied = createLive(0);
