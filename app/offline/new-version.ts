/**
 * Keeps the app on this device, so that it opens with no network, and tells when a new version of it has come.
 * A new version waits until it is asked for or all pages are closed: an open page never gets files of another one.
 */

import type { Live } from '@/app/composition/contract';
import { createLive, type LiveCell } from '@/app/composition/live';
import { USE_IT_NOW } from './words';

/** `waits`: it can be used now. `elsewhere`: another tab has begun to use it; this one goes on with the old until loaded again. */
export type NewVersion = 'none' | 'waits' | 'elsewhere';

/** A book stays open for days: so often it is looked for, when the page is looked at. */
const LOOK_EVERY_MS = 3_600_000;

const state: LiveCell<NewVersion> = createLive<NewVersion>('none');
let registration: ServiceWorkerRegistration | null = null;
let asked = false;

export const newVersion: Live<NewVersion> = state;

/** Whether somebody is in the middle of a word. */
export const isTyping = (): boolean =>
  document.activeElement instanceof HTMLElement &&
  document.activeElement.matches('input:not([type=checkbox], [type=radio]), textarea, [contenteditable]');

/** Every page of this origin goes over to the version that waits: this one at once, others when nobody types in them. */
export const takeNewVersion = (): void => {
  asked = true;
  if (state.get() === 'waits') registration?.waiting?.postMessage(USE_IT_NOW);
  else location.reload();
};

const noteWaiting = ({ waiting, active }: ServiceWorkerRegistration): void => {
  if (waiting !== null && active !== null) state.set('waits');
};

const follow = (worker: ServiceWorker, found: ServiceWorkerRegistration): void =>
  worker.addEventListener('statechange', () => noteWaiting(found));

const followChanges = (container: ServiceWorkerContainer): void => {
  let hadWorker = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    const first = !hadWorker;
    hadWorker = true;
    if (first && !asked) return;
    if (asked || !isTyping()) location.reload();
    else state.set('elsewhere');
  });
};

const lookNowAndThen = (found: ServiceWorkerRegistration): void => {
  let looked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - looked < LOOK_EVERY_MS) return;
    looked = Date.now();
    found.update().catch((error: unknown) => console.info(`No newer version could be looked for: ${error}`));
  });
};

/** Call once, where there is `navigator.serviceWorker`. */
export const keepOffline = async (container: ServiceWorkerContainer): Promise<void> => {
  followChanges(container);
  try {
    const found = await container.register('/service-worker.js', { updateViaCache: 'none' });
    registration = found;
    if (found.installing !== null) follow(found.installing, found);
    found.addEventListener('updatefound', () => {
      if (found.installing !== null) follow(found.installing, found);
    });
    noteWaiting(found);
    lookNowAndThen(found);
  } catch (error) {
    console.info(`WeSpend cannot be kept on this device: ${error}`);
  }
};
