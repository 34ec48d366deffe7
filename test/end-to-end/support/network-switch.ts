import type { BrowserContext, Page } from '@playwright/test';

declare global {
  interface Window {
    networkSwitch: { cut(): void; mend(): void };
  }
}

/**
 * Runs in a page before its own scripts. A cut is what a pulled cable is: open sockets and data channels fall silent with
 * no word to either side, and stay so for good; new ones lead nowhere. Files still load, so that a page can be opened.
 */
const install = (startsCut: boolean): void => {
  type Wire = RTCDataChannel | WebSocket;
  let isCut = startsCut;
  const wires = new Set<Wire>();
  const silent = new Set<Wire>();

  const watch = (wire: Wire): void => {
    wires.add(wire);
    // It may belong to a connection that was under way when the cable was pulled.
    if (isCut) silent.add(wire);
    wire.addEventListener('message', (event) => {
      if (silent.has(wire)) event.stopImmediatePropagation();
    });
    const send = wire.send.bind(wire) as (data: unknown) => void;
    wire.send = (data: unknown) => {
      if (!silent.has(wire)) send(data);
    };
  };

  const nowhere = 'ws://127.0.0.1:1/';
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(isCut ? nowhere : url, protocols);
      watch(this);
    }
  };

  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(isCut ? { ...configuration, iceTransportPolicy: 'relay' } : configuration);
      this.addEventListener('datachannel', ({ channel }) => watch(channel));
    }
    override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
      const channel = super.createDataChannel(label, options);
      watch(channel);
      return channel;
    }
  };

  window.networkSwitch = {
    cut: () => {
      isCut = true;
      for (const wire of wires) silent.add(wire);
      window.dispatchEvent(new Event('offline'));
    },
    mend: () => {
      isCut = false;
      window.dispatchEvent(new Event('online'));
    },
  };
};

/** Gives every page of the browser a switch for its network, which is on. */
export const withSwitch = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(install, false);

/** As `withSwitch`, but every page begins cut off. */
export const startingCut = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(install, true);

export const cut = (page: Page): Promise<void> => page.evaluate(() => window.networkSwitch.cut());

export const mend = (page: Page): Promise<void> => page.evaluate(() => window.networkSwitch.mend());
