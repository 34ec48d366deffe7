/** Connecting by hand, as the screen sees it: its program is fetched once the book is open, before it can be needed. */

import type { ByHand, ByHandSetup, HandStep } from '@/lib/sync/by-hand';
import type { HandMeeting } from './contract';
import { createLive } from './live';

export type HandMeans = Omit<ByHandSetup, 'stepped'>;

export const createHandMeeting = (means: HandMeans, deviceName: () => string): HandMeeting => {
  const step = createLive<HandStep>({ kind: 'idle' });
  let made: Promise<ByHand> | null = null;

  const make = async (): Promise<ByHand> => {
    const { createByHand } = await import('@/lib/sync/by-hand');
    return createByHand({ ...means, stepped: step.set });
  };

  const byHand = async (): Promise<ByHand> => {
    made ??= make();
    try {
      return await made;
    } catch (error) {
      made = null; // no network just now: the next attempt fetches it again
      throw error;
    }
  };

  return {
    get: step.get,
    subscribe: step.subscribe,
    fetchAhead: async () => {
      await byHand();
    },
    offer: async (toNewcomer) => (await byHand()).offer(toNewcomer ? { from: deviceName() } : null),
    take: async (text) => (await byHand()).take(text),
    cancel: () => void byHand().then((one) => one.cancel()),
  };
};
