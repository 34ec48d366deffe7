/**
 * A link over one open data channel: frames in chunks, a queue of our own in front of the browser's, a reason when it closes.
 * It does not know how the connection came about, nor what a frame means.
 */

import type { Clock } from '../clock';
import {
  type CloseReason,
  FRAME_LIMIT,
  HIGH_WATER,
  type Link,
  LOW_WATER,
  type PeerId,
  QUEUE_LIMIT,
} from '../transport';
import { chunksOf, closeChunk, createJoiner } from './chunking';
import { createLinkEnd } from './link-end';

/** So much is given to the browser at a time: enough to keep the network busy, far below what it takes (16 MiB). */
const PIPE_BYTES = 128 * 1024;
const REFILL_BELOW = 32 * 1024;
/** How long a closing side waits for its last word to leave before it closes the connection under it. */
const LAST_WORD_MS = 250;

type Bytes = Uint8Array<ArrayBuffer>;

export interface ChannelLinkSetup {
  readonly peer: PeerId;
  readonly connection: RTCPeerConnection;
  /** Open. Nothing has been read from it yet. */
  readonly channel: RTCDataChannel;
  readonly clock: Clock;
  /** A stock peer gets and gives each frame as one message, whole; ours are in chunks. */
  readonly speaks?: 'stock' | undefined;
  /** After the link's owner was told. */
  readonly ended: () => void;
}

export interface ChannelLink extends Link {
  /** Ends the link if the connection below has gone without saying so, as after a frozen page has thawed. */
  check(): void;
}

/** Closes the connection once the channel has said its last word, or when that takes too long. */
const closeGently = (connection: RTCPeerConnection, channel: RTCDataChannel, clock: Clock): void => {
  const cancel = clock.after(LAST_WORD_MS, () => connection.close());
  channel.onclose = () => {
    cancel();
    connection.close();
  };
  channel.close();
};

/** More in one message no browser takes from another. */
const MESSAGE_LIMIT = 256 * 1024;

/** A single entry so large is no line of a book; left out, it silences its writer there and nobody else. */
const whole = (frame: Uint8Array): Iterable<Bytes> => (frame.length > MESSAGE_LIMIT ? [] : [frame.slice()]);

/** The chunks that the browser has not been given yet. */
const createOutbox = (channel: RTCDataChannel, messagesOf: (frame: Uint8Array) => Iterable<Bytes>) => {
  const chunks: Bytes[] = [];
  let bytes = 0;
  return {
    get queued() {
      return bytes + channel.bufferedAmount;
    },
    add: (frame: Uint8Array): void => {
      for (const chunk of messagesOf(frame)) {
        chunks.push(chunk);
        bytes += chunk.length;
      }
    },
    /** Throws what the browser throws when the channel takes nothing more. */
    pump: (): void => {
      while (channel.bufferedAmount < PIPE_BYTES) {
        const chunk = chunks.shift();
        if (chunk === undefined) return;
        bytes -= chunk.length;
        channel.send(chunk);
      }
    },
    clear: (): void => {
      chunks.length = 0;
      bytes = 0;
    },
  };
};

export const createChannelLink = (setup: ChannelLinkSetup): ChannelLink => {
  const { peer, connection, channel, clock, speaks } = setup;
  const end = createLinkEnd();
  const joiner = createJoiner();
  const outbox = createOutbox(channel, speaks === 'stock' ? whole : chunksOf);
  let full = false;

  const silence = (): void => {
    outbox.clear();
    channel.onmessage = null;
    channel.onclose = null;
    channel.onbufferedamountlow = null;
    connection.onconnectionstatechange = null;
  };

  const gone = (reason: CloseReason, detail: string): void => {
    if (end.ended) return;
    silence();
    connection.close();
    if (joiner.partial && reason !== 'broken') end.end('lost', `in the middle of a frame: ${detail}`);
    else end.end(reason, detail);
    setup.ended();
  };

  const close = (reason: CloseReason, detail = ''): void => {
    if (end.ended) return;
    silence();
    if (reason === 'stopped' || channel.readyState !== 'open') connection.close();
    else {
      if (speaks !== 'stock' && channel.bufferedAmount < PIPE_BYTES) channel.send(closeChunk(reason));
      closeGently(connection, channel, clock);
    }
    end.cut(reason, detail);
    setup.ended();
  };

  const pump = (): void => {
    if (channel.readyState !== 'open') return;
    try {
      outbox.pump();
    } catch (error) {
      return gone('lost', `the browser's channel failed: ${error instanceof Error ? error.name : 'unknown'}`);
    }
    if (outbox.queued >= HIGH_WATER) full = true;
    if (!full || outbox.queued >= LOW_WATER) return;
    full = false;
    end.drained();
  };

  const heard = ({ data }: MessageEvent<unknown>): void => {
    if (!(data instanceof ArrayBuffer)) return close('broken', 'a message that is not binary');
    if (speaks === 'stock') return end.frame(new Uint8Array(data));
    const joined = joiner.take(new Uint8Array(data));
    if (joined.kind === 'frame') end.frame(joined.frame);
    else if (joined.kind === 'close') gone(joined.reason, 'the other side closed');
    else if (joined.kind === 'broken') close('broken', joined.detail);
  };

  channel.bufferedAmountLowThreshold = REFILL_BELOW;
  channel.onbufferedamountlow = pump;
  channel.onmessage = heard;
  channel.onclose = () => gone('left', 'the other side is gone');
  connection.onconnectionstatechange = () => {
    if (connection.connectionState === 'failed') gone('lost', 'the connection failed');
  };

  return {
    peer,
    transport: 'webrtc',
    speaks,
    get queued() {
      return end.ended ? 0 : outbox.queued;
    },
    send: (frame) => {
      if (frame.length > FRAME_LIMIT) throw new RangeError('a frame is at most 1 MiB');
      if (end.ended) return;
      if (outbox.queued + frame.length > QUEUE_LIMIT)
        return close('overflow', 'more than 16 MiB are waiting to be sent');
      outbox.add(frame);
      pump();
    },
    close,
    listen: end.listen,
    check: () => {
      if (channel.readyState !== 'open' || connection.connectionState === 'failed')
        gone('lost', 'the connection was gone on waking');
    },
  };
};
