/**
 * A transport with a gate on each link: who owns the gate sees every frame that arrives and decides what passes.
 * It does not know what frames mean, nor why a gate is shut.
 */

import type { Link, PeerId, Transport } from '@/lib/sync/transport';

export interface Gate {
  /** Whether this frame may leave. */
  passesOut(frame: Uint8Array): boolean;
  /** A frame has come; `hand` gives it to the peer, or is not called. */
  arrived(from: PeerId, frame: Uint8Array, hand: () => void): void;
  /** Anything else that the network tells the peer. */
  told(tell: () => void): void;
}

const gated = (link: Link, gate: Gate): Link => ({
  peer: link.peer,
  transport: link.transport,
  get queued() {
    return link.queued;
  },
  send: (frame) => {
    if (gate.passesOut(frame)) link.send(frame);
  },
  close: link.close,
  listen: (listener) =>
    link.listen({
      frame: (bytes) => gate.arrived(link.peer, bytes, () => listener.frame(bytes)),
      drained: () => gate.told(() => listener.drained()),
      closed: (reason, detail) => gate.told(() => listener.closed(reason, detail)),
    }),
});

export const createGatedTransport = (inner: Transport, gate: Gate): Transport => ({
  ...inner,
  start: (host) =>
    inner.start({
      sighted: (peer, about) => gate.told(() => host.sighted(peer, about)),
      vanished: (peer) => gate.told(() => host.vanished(peer)),
      linked: (link) => gate.told(() => host.linked(gated(link, gate))),
      unreachable: (peer, trouble) => gate.told(() => host.unreachable(peer, trouble)),
      troubled: (trouble) => gate.told(() => host.troubled(trouble)),
    }),
});
