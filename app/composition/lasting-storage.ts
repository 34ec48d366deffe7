/** Whether the browser has promised to keep what is stored here for good, and how to ask it for that. */

/** `unsure`: it may be cleared away, as when space is short. `cannot-promise`: the browser knows no such promise here. */
export type Lasting = 'lasting' | 'unsure' | 'cannot-promise';

/** Missing on pages that are no secure context. */
const keeper = (): StorageManager | undefined => navigator.storage as StorageManager | undefined;

export const howLasting = async (): Promise<Lasting> => {
  const storage = keeper();
  if (storage?.persisted === undefined) return 'cannot-promise';
  return (await storage.persisted()) ? 'lasting' : 'unsure';
};

/** Some browsers decide by themselves, some ask the person: so only when there is something to keep. */
export const askToKeep = async (): Promise<Lasting> => {
  const storage = keeper();
  if (storage?.persist === undefined) return 'cannot-promise';
  try {
    return (await storage.persist()) ? 'lasting' : 'unsure';
  } catch (error) {
    console.info(`The browser makes no promise to keep the books: ${error}`);
    return 'unsure';
  }
};
