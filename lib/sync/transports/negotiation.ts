/**
 * One attempt at a direct connection: the offer, the answer and the candidates of one RTCPeerConnection, in order.
 * It does not know who the other is, which of two crossing attempts should win, or when to give up.
 */

import type { Clock } from '../clock';
import { createSerial } from '../serial';
import type { Candidate, Description, Signal } from '../signaling';

/** Candidates that come before the description they belong to; a browser names a handful. */
const EARLY_CANDIDATES = 64;

export interface NegotiationSetup {
  readonly connection: RTCPeerConnection;
  /** The caller makes the channel and the offer; the other waits for the offer. */
  readonly calls: boolean;
  readonly clock: Clock;
  readonly emit: (signal: Signal) => void;
  /** The channel is open, and nothing has been read from it. Handlers must be set before this returns. */
  readonly opened: (channel: RTCDataChannel) => void;
  readonly failed: (detail: string) => void;
}

export interface Negotiation {
  /** The other side has taken part: a failure from now on is one of the way between, not of finding each other. */
  readonly answered: boolean;
  take(signal: Signal): void;
  /** Ends the attempt, in silence. Not for one that has opened: the link owns its connection. */
  abandon(): void;
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const createNegotiation = (setup: NegotiationSetup): Negotiation => {
  const { connection, emit } = setup;
  const steps = createSerial(setup.clock);
  const early: Candidate[] = [];
  let over = false;
  // Kept here: Firefox tells no description of a connection that is closed, and throws when asked.
  let answered = false;

  const abandon = (): void => {
    over = true;
    connection.close();
  };
  const fail = (detail: string): void => {
    if (over) return;
    abandon();
    setup.failed(detail);
  };
  const step = (run: () => Promise<void>): void =>
    steps.add(async () => {
      if (connection.signalingState === 'closed') return;
      try {
        await run();
      } catch (error) {
        fail(`the browser could not use a signal: ${wordsOf(error)}`);
      }
    });

  const say = async (): Promise<void> => {
    await connection.setLocalDescription();
    const local = connection.localDescription;
    if (local && (local.type === 'offer' || local.type === 'answer'))
      emit({ type: local.type, sdp: local.sdp });
  };

  const addCandidate = async ({ candidate }: Candidate): Promise<void> => {
    try {
      await connection.addIceCandidate(candidate);
    } catch {
      // One candidate that this browser cannot use; the others may do, and if none does the attempt says so.
    }
  };

  const takeDescription = async (description: Description): Promise<void> => {
    const expected = setup.calls ? 'answer' : 'offer';
    if (description.type !== expected || answered) return;
    await connection.setRemoteDescription(description);
    answered = true;
    for (const candidate of early.splice(0)) await addCandidate(candidate);
    if (description.type === 'offer') await say();
  };

  const takeCandidate = async (candidate: Candidate): Promise<void> => {
    if (answered) await addCandidate(candidate);
    else if (early.length < EARLY_CANDIDATES) early.push(candidate);
  };

  const adopt = (channel: RTCDataChannel): void => {
    channel.binaryType = 'arraybuffer';
    channel.onclose = () => fail('the channel closed before it was open');
    // Never earlier: Chromium calls a channel open before it says so, and may lose what is sent in between.
    channel.onopen = () => {
      if (over) return;
      over = true;
      setup.opened(channel);
    };
  };

  connection.onicecandidate = ({ candidate }) => {
    if (!candidate?.candidate) return;
    const { sdpMid, sdpMLineIndex } = candidate;
    emit({ type: 'candidate', candidate: { candidate: candidate.candidate, sdpMid, sdpMLineIndex } });
  };
  connection.onconnectionstatechange = () => {
    if (connection.connectionState === 'failed') fail('none of the addresses could be reached');
  };
  if (setup.calls) {
    adopt(connection.createDataChannel('wespend', { ordered: true }));
    step(say);
  } else connection.ondatachannel = ({ channel }) => adopt(channel);

  return {
    get answered() {
      return answered;
    },
    take: (signal) =>
      step(() => (signal.type === 'candidate' ? takeCandidate(signal) : takeDescription(signal))),
    abandon,
  };
};
