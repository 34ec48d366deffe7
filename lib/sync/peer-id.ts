/**
 * Names for peers: drawn anew for each run of the program.
 * It does not know who is behind a name, nor which names are taken: 80 bits make that needless.
 */

import { BASE32_LETTERS } from './base32';
import type { Random } from './clock';
import type { PeerId } from './transport';

const LENGTH = 16;
const pattern = new RegExp(`^[${BASE32_LETTERS}]{${LENGTH}}$`);

export const newPeerId = (random: Random): PeerId =>
  Array.from({ length: LENGTH }, () => BASE32_LETTERS.charAt(Math.floor(random() * 32))).join('');

/** For names that arrive from outside. The relay's name is not among them: nobody becomes the relay by saying so. */
export const isPeerId = (value: unknown): value is PeerId => typeof value === 'string' && pattern.test(value);
