/**
 * The contract between a replica and whatever carries its frames: a transport finds peers and opens links to them.
 * It does not know what a frame means, which document is shared, or why a peer is dialled.
 */

/** A peer's name for one run of the program: 16 letters of a-z2-7, drawn anew at each start, never reused. */
export type PeerId = string;

/** The relay's name, as every client knows it: there is at most one relay in a room. */
export const RELAY: PeerId = 'relay';

export type TransportName = 'webrtc' | 'websocket' | 'broadcast-channel' | 'simulated';

/**
 * Why a link came to its end. A closed set, so that each has a sentence on the screen and a line in a trace.
 * `left`: the other side went away on purpose. `unplanned`: neither side wants it any more. `replaced`: a second link to
 * the same peer took its place. `silent`: no sign of life within the heartbeat's patience. `overflow`: the other side
 * reads too slowly. `broken`: a message that cannot be finished or understood. `too-new`: the other speaks a later
 * protocol. `refused`: the relay does not accept our token. `no-store`: it helps peers meet, and keeps no ledgers. `disk`: its disk takes nothing more now. `lost`: the network below gave way. `stopped`: we stop.
 */
export type CloseReason =
  | 'left'
  | 'unplanned'
  | 'replaced'
  | 'silent'
  | 'overflow'
  | 'broken'
  | 'too-new'
  | 'refused'
  | 'no-store'
  | 'disk'
  | 'lost'
  | 'stopped';

/** What a link tells its owner. Calls come in order; after `closed` there are none. */
export interface LinkListener {
  /** One whole frame, exactly as the other side gave it to `send`. The bytes belong to the listener. */
  frame(bytes: Uint8Array): void;
  /** `queued` has fallen below LOW_WATER after having been above HIGH_WATER. */
  drained(): void;
  closed(reason: CloseReason, detail: string): void;
}

/** Above this many queued bytes a sender of bulk waits for `drained`. */
export const HIGH_WATER = 256 * 1024;
export const LOW_WATER = 64 * 1024;
/** Above this many queued bytes a link closes itself with `overflow`. */
export const QUEUE_LIMIT = 16 * 1024 * 1024;
/** The largest frame a link takes. Anything bigger is a programmer's error at the sender, `broken` at the receiver. */
export const FRAME_LIMIT = 1024 * 1024;

/** An open, ordered, reliable way to one direct neighbor. */
export interface Link {
  readonly peer: PeerId;
  readonly transport: TransportName;
  /** The other side is a stock client, which does not know our greeting: the first word is y-protocols' own. */
  readonly speaks?: 'stock' | undefined;
  /** Bytes given to `send` that have not yet left for the network. */
  readonly queued: number;
  /** Never throws for trouble of the network: a link that cannot go on closes, with a reason. No-op once closed. */
  send(frame: Uint8Array): void;
  /** Idempotent. The other side sees `left` unless the transport can carry the reason. */
  close(reason: CloseReason, detail?: string): void;
  /** To be called once. Frames that arrived earlier are delivered then, in order. */
  listen(listener: LinkListener): void;
}

/** A standing condition of a transport that a person may want to know, such as "the relay does not answer". */
export interface TransportTrouble {
  readonly kind:
    | 'unreachable'
    | 'refused'
    | 'no-store'
    | 'disk'
    | 'no-direct-path'
    | 'unsupported'
    | 'not-exchanged';
  /** What was tried, in words for the details page. No secrets. */
  readonly detail: string;
}

/** What a transport tells the replica that started it. */
export interface TransportHost {
  /** This peer can now be dialled by this transport. Repeated sightings are fine. */
  sighted(peer: PeerId, about: { readonly role: 'peer' | 'server' }): void;
  /** This peer can no longer be dialled by this transport. An open link is not affected. */
  vanished(peer: PeerId): void;
  /** A link is open, dialled by either side. At most one per peer and transport at a time. */
  linked(link: Link): void;
  /** A dial has come to nothing; it may be dialled again later. */
  unreachable(peer: PeerId, trouble: TransportTrouble): void;
  /** The transport's standing trouble, or null when it is gone. */
  troubled(trouble: TransportTrouble | null): void;
}

export interface Transport {
  readonly name: TransportName;
  start(host: TransportHost): void;
  /** Begin to open a link to a sighted peer. Ends in `linked` or `unreachable`. No-op while one is open or opening. */
  dial(peer: PeerId): void;
  /** The machine woke, the page thawed or the network returned: announce, reconnect and look at every link, at once. */
  wake(): void;
  /** Closes every link with `stopped` and forgets the host. May be started again. */
  stop(): void;
}
