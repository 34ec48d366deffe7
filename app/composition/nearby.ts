/** Both sides of asking to join at the relay, with this browser's sockets, clock and chance. Fetched when one is needed. */

import { createNearbyAsking } from '@/lib/sync/nearby/asking';
import { createLettingIn, type LettingIn } from '@/lib/sync/nearby/letting-in';
import { NEARBY_TOPIC } from '@/lib/sync/nearby/words';
import type { SignalPath } from '@/lib/sync/signaling';
import { createSignalingSocket } from '@/lib/sync/signaling-socket';
import { browserClock, openSocket, random, randomBytes, socketOrigin } from './browser';
import type { NearbySearch, NearbyView } from './contract';
import { createLive } from './live';

const browser = { clock: browserClock, random, randomBytes };

const nearbyPath = (): SignalPath =>
  createSignalingSocket({
    url: `${socketOrigin()}/signal`,
    topic: NEARBY_TOPIC,
    openSocket,
    clock: browserClock,
    random,
  });

/** @param known what the books of this device are called there: they need not be asked for. */
export const openNearbySearch = (known: ReadonlySet<string>): NearbySearch => {
  const asking = createNearbyAsking({ ...browser, path: nearbyPath(), changed: () => cell.set(look()) });
  const look = (): NearbyView => ({
    books: asking.books()?.filter(({ book }) => !known.has(book)) ?? null,
    step: asking.step(),
  });
  const cell = createLive<NearbyView>(look());
  asking.start();
  return { ...cell, ask: asking.ask, cancel: asking.cancel, close: asking.stop };
};

export interface LettingInNeeds {
  readonly book: string;
  readonly name: () => string;
  readonly invite: () => string;
  readonly changed: () => void;
}

export const letIn = (needs: LettingInNeeds): LettingIn => {
  const lettingIn = createLettingIn({ ...browser, ...needs, path: nearbyPath() });
  lettingIn.start();
  return lettingIn;
};
