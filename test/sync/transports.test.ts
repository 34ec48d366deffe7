import { afterAll } from 'vitest';
import { WebSocket } from 'ws';
import { broadcastPair, webSocketPair } from './support/pairs';
import { startRelayStandIn } from './support/relay-stand-in';
import { simulatedPair } from './support/simulated-pair';
import { describeTransport } from './transport-contract';

const relay = await startRelayStandIn();
afterAll(() => relay.stop());

describeTransport(
  'websocket, in Node',
  webSocketPair(`ws://127.0.0.1:${relay.port}`, (url) => new WebSocket(url)),
);

describeTransport(
  'broadcast-channel, in Node',
  broadcastPair((name) => new BroadcastChannel(name)),
);

describeTransport('simulated', simulatedPair);
