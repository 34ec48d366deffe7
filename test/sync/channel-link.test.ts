import { describe, expect, it } from 'vitest';
import { createChannelLink } from '@/lib/sync/transports/channel-link';
import { createVirtualClock } from '@/lib/sync/virtual-clock';

/** A link over a channel whose other end is in the test's hands. */
const setUp = (speaks?: 'stock') => {
  const sent: number[][] = [];
  const frames: number[][] = [];
  const closings: string[] = [];
  const channel = {
    readyState: 'open',
    bufferedAmount: 0,
    onmessage: null as ((event: { data: unknown }) => void) | null,
    send: (bytes: Uint8Array) => void sent.push([...bytes]),
    close: () => undefined,
  };
  const connection = { connectionState: 'connected', close: () => undefined };
  const link = createChannelLink({
    peer: '1b4e28ba-2fa1-41d2-883f-0016d3cca427',
    connection: connection as unknown as RTCPeerConnection,
    channel: channel as unknown as RTCDataChannel,
    clock: createVirtualClock(),
    speaks,
    ended: () => undefined,
  });
  link.listen({
    frame: (bytes) => void frames.push([...bytes]),
    drained: () => undefined,
    closed: (reason) => void closings.push(reason),
  });
  const hear = (data: unknown): void => channel.onmessage?.({ data });
  return { link, sent, frames, closings, hear };
};

describe('[T12] a link to a stock peer', () => {
  it('sends and takes each frame as one message, whole', () => {
    const { link, sent, frames, hear } = setUp('stock');
    const large = new Uint8Array(60 * 1024).fill(7);
    link.send(new Uint8Array([0, 0, 1, 0]));
    link.send(large);
    expect(sent).toEqual([[0, 0, 1, 0], [...large]]);
    hear(new Uint8Array([0, 2, 2, 0, 0]).buffer);
    expect(frames).toEqual([[0, 2, 2, 0, 0]]);
    expect(link.speaks).toBe('stock');
  });

  it('leaves out what is larger than any message, and goes on', () => {
    const { link, sent, closings } = setUp('stock');
    link.send(new Uint8Array(256 * 1024 + 1));
    link.send(new Uint8Array([3]));
    expect([sent, link.queued, closings]).toEqual([[[3]], 0, []]);
  });

  it('closes without a word, which a stock peer would take for a frame', () => {
    const { link, sent } = setUp('stock');
    link.close('replaced');
    expect(sent).toEqual([]);
  });

  it('is broken by a message of text, as any', () => {
    const { closings, hear } = setUp('stock');
    hear('text');
    expect(closings).toEqual(['broken']);
  });
});

describe('[T4] a link to one of ours', () => {
  it('sends chunks, and a word when it closes', () => {
    const { link, sent } = setUp();
    link.send(new Uint8Array([9]));
    link.close('replaced');
    expect(sent).toEqual([
      [0, 1, 9],
      [2, ...new TextEncoder().encode('replaced')],
    ]);
  });
});
