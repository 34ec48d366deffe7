/**
 * Names for peers: drawn anew for each run of the program.
 * It does not know who is behind a name, nor which names are taken: 80 bits make that needless.
 */

import { BASE32_LETTERS } from './base32';
import type { Random } from './clock';
import type { PeerId } from './transport';

const LENGTH = 16;
const pattern = new RegExp(`^[${BASE32_LETTERS}]{${LENGTH}}$`);

/** y-webrtc's peers are named by a version 4 UUID, so that their every word tells what they are. */
const stockPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const newPeerId = (random: Random): PeerId =>
  Array.from({ length: LENGTH }, () => BASE32_LETTERS.charAt(Math.floor(random() * 32))).join('');

/** For names that arrive from outside. The relay's name is not among them: nobody becomes the relay by saying so. */
export const isPeerId = (value: unknown): value is PeerId => typeof value === 'string' && pattern.test(value);

/** The name of a stock y-webrtc peer, which speaks y-protocols alone and calls by itself whoever announces itself. */
export const isStockPeerId = (value: unknown): value is PeerId =>
  typeof value === 'string' && stockPattern.test(value);
