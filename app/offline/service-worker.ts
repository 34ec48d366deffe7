/**
 * The service worker: hands the events of the browser to the files of its build. scripts/offline-worker.mjs bundles it with
 * the list of these.
 */

import { type Build, createBuildFiles } from './build-files';
import { USE_IT_NOW } from './words';

/** As much of a worker's scope as is used: the library of the DOM does not know it. */
interface WorkerScope {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(
    type: 'install' | 'activate',
    hear: (event: { waitUntil(work: Promise<unknown>): void }) => void,
  ): void;
  addEventListener(type: 'message', hear: (event: { readonly data: unknown }) => void): void;
  addEventListener(
    type: 'fetch',
    hear: (event: { readonly request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void;
}

declare const BUILD: Build;

const scope = globalThis as unknown as WorkerScope;
const files = createBuildFiles({
  build: BUILD,
  origin: location.origin,
  caches,
  fetch: (request) => fetch(request),
});

scope.addEventListener('install', (event) => event.waitUntil(files.fill()));
scope.addEventListener('activate', (event) =>
  event.waitUntil(files.forgetOlder().then(() => scope.clients.claim())),
);
scope.addEventListener('fetch', (event) => {
  const answer = files.answer(event.request);
  if (answer !== null) event.respondWith(answer);
});
scope.addEventListener('message', ({ data }) => {
  if (data === USE_IT_NOW) void scope.skipWaiting();
});
