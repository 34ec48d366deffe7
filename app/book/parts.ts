/**
 * The parts of an open book that are fetched after its page. All of them are fetched soon, asked for or not: whoever served
 * the page may be gone by the time one is needed.
 */

import type { OpenBook } from '@/app/composition/contract';

export const loadBookPage = () => import('./book-page');
export const loadDrawer = () => import('./drawer');
export const loadWelcome = () => import('@/app/join/welcome');
export const loadSyncPanel = () => import('@/app/sync/sync-panel');
export const loadPeople = () => import('@/app/people/people');
export const loadBookNotes = () => import('@/app/backup/book-notes');
export const loadImportPanel = () => import('@/app/import/import-panel');
export const loadExportPanel = () => import('@/app/export/export-panel');
export const loadNearbyRequests = () => import('@/app/people/nearby-requests');
export const loadNewVersionNote = () => import('@/app/offline/new-version-note');
export const loadBookPanel = () => import('@/app/succession/book-panel');
export const loadHeirNotes = () => import('@/app/succession/heir-notes');
export const loadQrPicture = () => import('@/app/ui/qr-picture');

const loaders = [
  loadDrawer,
  loadWelcome,
  loadSyncPanel,
  loadPeople,
  loadBookNotes,
  loadImportPanel,
  loadExportPanel,
  loadNearbyRequests,
  loadBookPanel,
  loadHeirNotes,
  loadQrPicture,
];

/** The book itself comes first. */
const AFTER_MS = 1_500;

/** Gives back how to call it off. */
export const fetchPartsSoon = ({ byHand, going }: OpenBook): (() => void) => {
  const timer = setTimeout(() => {
    const fetches: Promise<unknown>[] = loaders.map((load) => load());
    fetches.push(going.fetchAhead());
    if (byHand !== null) fetches.push(byHand.fetchAhead());
    Promise.all(fetches).catch((error: unknown) => {
      console.info(`Not everything could be fetched ahead: ${error}`);
    });
  }, AFTER_MS);
  return () => clearTimeout(timer);
};
