/** What the browser gives and lib/ asks for: clock, chance, sockets, and what pages without a secure context lack. */

import type { Clock, Random } from '@/lib/sync/clock';

export const browserClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export const randomBytes = (into: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  crypto.getRandomValues(into);

/** Uniform in [0, 1) with 53 bits. */
export const random: Random = () => {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (high * 2 ** 21 + (low >>> 11)) / 2 ** 53;
};

/** A writer's id: 53 bits, never zero, which stands for the births that nobody owns. */
export const drawWriter = (): number => 1 + Math.floor(random() * (2 ** 53 - 2));

/** ws:// or wss:// of the address that served this page. */
export const socketOrigin = (): string => location.origin.replace(/^http/, 'ws');

export const openSocket = (url: string): WebSocket => new WebSocket(url);

export const openChannel =
  typeof BroadcastChannel === 'undefined' ? undefined : (name: string) => new BroadcastChannel(name);

export const connectPeer =
  typeof RTCPeerConnection === 'undefined'
    ? undefined
    : (configuration: RTCConfiguration) => new RTCPeerConnection(configuration);

/** undefined on plain http, where the same is computed in JavaScript. */
export const subtleCrypto = (): SubtleCrypto | undefined => crypto.subtle;

/** A gap in a clock that ticks each second says that the machine slept or the page was frozen. */
const SLEEP_MS = 4_000;

/** Calls `wake` whenever the page may have missed the world: after sleep, a freeze, or a lost network. */
export const onWake = (wake: () => void): (() => void) => {
  let last = Date.now();
  const timer = setInterval(() => {
    const slept = Date.now() - last > SLEEP_MS;
    last = Date.now();
    if (slept) wake();
  }, 1_000);
  const shown = (): void => {
    if (document.visibilityState === 'visible') wake();
  };
  addEventListener('online', wake);
  document.addEventListener('resume', wake);
  document.addEventListener('visibilitychange', shown);
  return () => {
    clearInterval(timer);
    removeEventListener('online', wake);
    document.removeEventListener('resume', wake);
    document.removeEventListener('visibilitychange', shown);
  };
};
