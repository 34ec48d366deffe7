/**
 * One connection that is made in two steps with any time between them: a description with all addresses in it, and the
 * other side's. It does not know who carries them, nor when it is time to give up.
 */

import type { Clock } from '../clock';
import type { Description } from '../signaling';

/** A browser that is not done with finding its addresses by then goes with those it has. */
const GATHER_MS = 3_000;

export interface HandConnectionSetup {
  readonly clock: Clock;
  readonly connect: () => RTCPeerConnection;
  /** Nothing has been read from the channel. Handlers must be set before this returns. */
  readonly opened: (connection: RTCPeerConnection, channel: RTCDataChannel) => void;
  /** The other side answers at none of its addresses so far. It may yet, as when its network comes back. */
  readonly unanswered: () => void;
}

export interface HandConnection {
  /** Rejects with what the browser says. */
  offer(): Promise<Description>;
  answer(offer: Description): Promise<Description>;
  accept(answer: Description): Promise<void>;
  /** Not for one that has opened: whoever was given the channel owns its connection. */
  abandon(): void;
}

const gathered = (connection: RTCPeerConnection, clock: Clock): Promise<void> =>
  new Promise((resolve) => {
    const cancel = clock.after(GATHER_MS, resolve);
    const look = (): void => {
      if (connection.iceGatheringState !== 'complete') return;
      cancel();
      resolve();
    };
    connection.onicegatheringstatechange = look;
    look();
  });

/** Throws what the browser throws when it makes no further connection. */
export const createHandConnection = (setup: HandConnectionSetup): HandConnection => {
  const { clock, opened } = setup;
  const connection = setup.connect();

  const adopt = (channel: RTCDataChannel): void => {
    channel.binaryType = 'arraybuffer';
    // Never earlier: Chromium calls a channel open before it says so, and may lose what is sent in between.
    channel.onopen = () => opened(connection, channel);
  };

  const describeSelf = async (): Promise<Description> => {
    await connection.setLocalDescription();
    await gathered(connection, clock);
    const { type, sdp } = connection.localDescription ?? { type: 'rollback', sdp: '' };
    if (type !== 'offer' && type !== 'answer') throw new Error('the connection was closed meanwhile');
    return { type, sdp };
  };

  connection.onconnectionstatechange = () => {
    if (connection.connectionState === 'failed') setup.unanswered();
  };

  return {
    offer: () => {
      adopt(connection.createDataChannel('wespend', { ordered: true }));
      return describeSelf();
    },
    answer: async (offer) => {
      connection.ondatachannel = ({ channel }) => adopt(channel);
      await connection.setRemoteDescription(offer);
      return describeSelf();
    },
    accept: (answer) => connection.setRemoteDescription(answer),
    abandon: () => connection.close(),
  };
};
