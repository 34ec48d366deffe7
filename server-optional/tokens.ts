/**
 * Who may enter a room: whoever shows the token that was shown first. Only hashes of tokens are kept.
 * It does not know sockets, nor what is in a room.
 */

import { createHash, timingSafeEqual } from 'node:crypto';
import type { Store } from './store';

/** 128 bits in base64url, the densest form that is usual. */
const LEAST_CHARACTERS = 22;
const MOST_CHARACTERS = 512;

/** `missing`: none, or too short for a secret. `full`: this relay takes no further room now. */
export type Entrance = 'open' | 'missing' | 'wrong' | 'full' | 'trouble';

export interface Tokens {
  check(room: string, token: string): Promise<Entrance>;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest();

/** @param mayClaim whether one more room may come into being now: it is asked once for each. */
export const createTokens = (store: Store, mayClaim: () => boolean): Tokens => {
  // Checks of one room go one after the other, so that two first comers cannot both own it.
  const underWay = new Map<string, Promise<Entrance>>();

  const claim = async (room: string, hash: Buffer): Promise<Entrance> => {
    if (!mayClaim()) return 'full';
    const claimed = await store.setTokenHash(room, hash.toString('hex'));
    return claimed.ok ? 'open' : 'trouble';
  };

  const compare = async (room: string, token: string): Promise<Entrance> => {
    const hash = hashOf(token);
    const known = await store.tokenHash(room);
    if (!known.ok) return 'trouble';
    if (known.value === null) return claim(room, hash);
    const owner = Buffer.from(known.value, 'hex');
    return owner.length === hash.length && timingSafeEqual(hash, owner) ? 'open' : 'wrong';
  };

  return {
    check: (room, token) => {
      if (token.length < LEAST_CHARACTERS || token.length > MOST_CHARACTERS)
        return Promise.resolve('missing');
      const before = underWay.get(room);
      const entrance = before === undefined ? compare(room, token) : before.then(() => compare(room, token));
      underWay.set(room, entrance);
      return entrance.finally(() => {
        if (underWay.get(room) === entrance) underWay.delete(room);
      });
    },
  };
};
