import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Journal } from '@/lib/ledger/journal';
import { encodeFrame } from '@/lib/sync/frame-codec';
import { PROTOCOL_VERSION } from '@/lib/sync/frames';
import { newPeerId } from '@/lib/sync/peer-id';
import {
  append,
  deletedContent,
  gc,
  item,
  journalOf,
  nested,
  rawObject,
  section,
  skip,
  textContent,
  typeContent,
  update,
} from '../ledger/wire';
import { createDice, type Dice } from '../random';
import { until } from '../sync/support/real-clock';
import { join, newBook, newToken, startedBook } from './support/household';
import { startKeepingRelay, temporaryFolder } from './support/relay';
import { type Client, connect } from './support/socket';

const LIAR = 77_777;

/** Updates by which somebody tries to wipe, forge, silence or fill up what `victim` wrote. */
const attacksOn = (victim: number, length: number, dice: Dice): Uint8Array[] => [
  update([], [{ client: victim, clock: 0, length }]),
  update([], [{ client: victim, clock: 0, length: 2 ** 40 }]),
  update([section(victim, length, gc(2 ** 40))]),
  update([section(victim, 0, gc(length))]),
  update([section(victim, 0, skip(length), append(victim, length, [null]))]),
  update([section(victim, length, append(victim, length, ['not an entry']))]),
  update([section(victim, length + 9, append(victim, length + 9, [[1, 5, 0, null, 0, 't', 1]]))]),
  update([
    section(victim, length, item(deletedContent(5), { origin: { client: victim, clock: length - 1 } })),
  ]),
  update([section(LIAR, 0, append(LIAR, 0, [])), section(LIAR, 0, append(LIAR, 0, [null]))]),
  update([section(LIAR, 0, append(LIAR, 0, [nested(500)]))]),
  update([section(LIAR, 0, append(LIAR, 0, [rawObject(['__proto__', { deleted: true }])]))]),
  update([section(LIAR, 0, append(LIAR, 0, [[1, 2 ** 52, 0, null, 0, 't', 1]]))]),
  update([section(LIAR, 0, item(typeContent(), { parent: journalOf(LIAR) }))]),
  update([section(LIAR, 0, item(textContent('x'), { parent: journalOf(victim) }))]),
  update([section(LIAR, 0, item(textContent('x'), { parent: 'prefs', parentSub: 'color' }))]),
  update([section(LIAR, 0, item(textContent('x'), { rightOrigin: { client: victim, clock: 0 } }))]),
  update([section(2 ** 53 - 1, 2 ** 50, append(2 ** 53 - 1, 2 ** 50, [null]))]),
  new Uint8Array(Array.from({ length: dice.below(200) }, () => dice.below(256))),
];

const truncated = (bytes: Uint8Array, dice: Dice): Uint8Array => bytes.slice(0, dice.below(bytes.length + 1));

/** Everything that anybody wrote under a writer's name. */
const entriesOf = (journal: Journal, writer: number) => journal.read(writer, 0, Number.MAX_SAFE_INTEGER);

const greet = async (client: Client, token: string): Promise<void> => {
  const peer = newPeerId(Math.random);
  const hello = encodeFrame({
    type: 'hello',
    version: PROTOCOL_VERSION,
    peer,
    role: 'peer',
    joinedAt: 1,
    token,
  });
  client.socket.send(hello);
  await client.next();
};

describe('a member who sends whatever he likes', () => {
  it.each([1, 2, 3])(
    'changes nothing of what others wrote, in the relay or behind it (seed %i)',
    async (seed) => {
      const dice = createDice(seed);
      const folder = await temporaryFolder();
      const relay = await startKeepingRelay(folder);
      const [anna, token] = [startedBook(1), newToken()];
      const annas = join(relay.ws, 'home', token, anna.journal);
      await until('the relay has it all', () => annas.status().peers.some(({ agreed }) => agreed));
      const victim = anna.journal.writer();
      const before = entriesOf(anna.journal, victim);

      const stock = await connect(`${relay.ws}/sync/home?token=${token}`);
      const own = await connect(`${relay.ws}/sync/home`);
      await greet(own, token);
      for (const attack of dice.shuffle(attacksOn(victim, before.length, dice))) {
        const bytes = dice.chance(0.3) ? truncated(attack, dice) : attack;
        stock.socket.send(encodeFrame({ type: dice.pick(['step2', 'update'] as const), update: bytes }));
        own.socket.send(encodeFrame({ type: 'update', update: bytes }));
        own.socket.send(encodeFrame({ type: 'batch', request: dice.below(3), update: bytes }));
      }
      await until('the attacks are named', () => relay.lines.length > 5);

      const ben = newBook('ben', 2);
      const bens = join(relay.ws, 'home', token, ben.journal);
      await until('ben agrees with the relay', () => bens.status().peers.some(({ agreed }) => agreed));
      expect(entriesOf(ben.journal, victim)).toEqual(before);
      expect(entriesOf(anna.journal, victim)).toEqual(before);

      const doc = new Y.Doc();
      const polyfill = WebSocket as never;
      const options = { params: { token }, WebSocketPolyfill: polyfill, disableBc: true };
      const provider = new WebsocketProvider(`${relay.ws}/sync`, 'home', doc, options);
      await until('a stock client has it', () => doc.getArray(journalOf(victim)).length === before.length);
      expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null]);
      provider.destroy();

      await relay.close();
      const later = await startKeepingRelay(folder);
      const cleo = newBook('cleo', 3);
      join(later.ws, 'home', token, cleo.journal);
      await until('cleo has it all', () => cleo.journal.entryCount() === ben.journal.entryCount());
      expect(cleo.journal.digest()).toEqual(ben.journal.digest());
      expect(later.lines).toEqual([]);
    },
  );
});
