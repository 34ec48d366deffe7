/** What the stock page of the tests uses of y-webrtc, whose types its package does not let a bundler find. */
declare module 'y-webrtc' {
  import type { Doc } from 'yjs';

  export class WebrtcProvider {
    constructor(
      roomName: string,
      doc: Doc,
      options: { signaling: string[]; password: string; peerOpts: { config: RTCConfiguration } },
    );
    readonly awareness: { setLocalStateField(field: string, value: unknown): void };
    destroy(): void;
  }
}
