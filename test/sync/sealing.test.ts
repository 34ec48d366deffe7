import * as buffer from 'lib0/buffer';
import { describe, expect, it } from 'vitest';
import { createSealer } from '@/lib/sync/sealing';
import { deriveSealingKey } from '@/lib/sync/sealing-key';
import * as stock from '../../node_modules/y-webrtc/src/crypto.js';
import { seededBytes } from './support/seeded-bytes';

const password = 'correct horse';
const topic = 'a-room';
const setup = { password, topic, randomBytes: seededBytes(1), deriveKey: deriveSealingKey };
const sealers = {
  'crypto.subtle': createSealer({ ...setup, subtle: crypto.subtle }),
  'plain JavaScript': createSealer({ ...setup, subtle: undefined }),
};
const message = { type: 'signal', to: 'b', from: 'a', token: 1.5, signal: { type: 'offer', sdp: 'v=0\r\n' } };

describe.each(Object.entries(sealers))('sealing with %s', (_name, sealer) => {
  it.each(Object.entries(sealers))('is opened by %s', async (_other, opener) => {
    expect(await opener.open(await sealer.seal(message))).toEqual(message);
  });

  it('is opened by the real y-webrtc', async () => {
    const key = await stock.deriveKey(password, topic);
    expect(await stock.decryptJson(buffer.fromBase64(await sealer.seal(message)), key)).toEqual(message);
  });

  it('opens what the real y-webrtc has sealed', async () => {
    const key = await stock.deriveKey(password, topic);
    expect(await sealer.open(buffer.toBase64(await stock.encryptJson(message, key)))).toEqual(message);
  });

  it('opens nothing that was sealed with another password, for another topic, or changed on the way', async () => {
    const strangers = [
      createSealer({ ...setup, password: 'other', subtle: crypto.subtle }),
      createSealer({ ...setup, topic: 'other', subtle: crypto.subtle }),
    ];
    for (const stranger of strangers) expect(await sealer.open(await stranger.seal(message))).toBe(null);
    const sealed = buffer.fromBase64(await sealer.seal(message));
    for (let at = 0; at < sealed.length; at += 7) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await sealer.open(buffer.toBase64(changed))).toBe(null);
    }
    for (const none of ['', '????', 'AAAA']) expect(await sealer.open(none)).toBe(null);
  });
});

it('gives the same bytes by both ways, for the same nonce', async () => {
  const [first, second] = await Promise.all(
    [crypto.subtle, undefined].map((subtle) =>
      createSealer({ ...setup, randomBytes: seededBytes(9), subtle }).seal(message),
    ),
  );
  expect(first).toBe(second);
});
