/** A transport's owner that writes down all that it is told, as every transport test needs one. */

import type {
  CloseReason,
  Link,
  PeerId,
  Transport,
  TransportHost,
  TransportTrouble,
} from '@/lib/sync/transport';

export interface LinkLog {
  readonly link: Link;
  readonly frames: Uint8Array[];
  drained: number;
  readonly closings: { readonly reason: CloseReason; readonly detail: string }[];
  /** Starts to listen; before, only the link is held. */
  listen(): LinkLog;
}

export interface Recorder extends TransportHost {
  readonly sightedNow: Set<PeerId>;
  readonly links: LinkLog[];
  readonly unreachables: { readonly peer: PeerId; readonly trouble: TransportTrouble }[];
  trouble: TransportTrouble | null;
  readonly troubles: (TransportTrouble | null)[];
}

const createLinkLog = (link: Link): LinkLog => {
  const log: LinkLog = {
    link,
    frames: [],
    drained: 0,
    closings: [],
    listen: () => {
      link.listen({
        frame: (bytes) => {
          if (log.closings.length > 0) throw new Error('a frame after `closed`');
          log.frames.push(bytes);
        },
        drained: () => {
          if (log.closings.length > 0) throw new Error('`drained` after `closed`');
          log.drained++;
        },
        closed: (reason, detail) => {
          log.closings.push({ reason, detail });
        },
      });
      return log;
    },
  };
  return log;
};

const createRecorder = (): Recorder => {
  const recorder: Recorder = {
    sightedNow: new Set(),
    links: [],
    unreachables: [],
    trouble: null,
    troubles: [],
    sighted: (peer) => {
      recorder.sightedNow.add(peer);
    },
    vanished: (peer) => {
      recorder.sightedNow.delete(peer);
    },
    linked: (link) => {
      recorder.links.push(createLinkLog(link));
    },
    unreachable: (peer, trouble) => {
      recorder.unreachables.push({ peer, trouble });
    },
    troubled: (trouble) => {
      recorder.trouble = trouble;
      recorder.troubles.push(trouble);
    },
  };
  return recorder;
};

export const startRecorded = (transport: Transport): Recorder => {
  const recorder = createRecorder();
  transport.start(recorder);
  return recorder;
};
