import { expect, type Locator, type Page } from '@playwright/test';

/** What people do with a book as a whole, by the names that the screen gives to things. */

/** Opens one thing that can be done with the book. */
export const openStep = async (page: Page, title: string): Promise<Locator> => {
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'This book' });
  await panel.getByRole('button', { name: title }).click();
  await expect(panel.getByRole('heading', { name: title })).toBeVisible();
  return panel;
};

/** Where the book goes on, as its page says. */
export const heirNotes = (page: Page): Locator =>
  page.getByRole('region', { name: 'Where this book goes on' });

/** Resolves once the devices of this many others have said their keys. */
export const goOnWithout = async (page: Page, name: string, others: number): Promise<void> => {
  const panel = await openStep(page, 'Go on without somebody');
  await panel.getByLabel(name).check();
  await expect(panel.getByText(/^Code \d{3} \d{3}$/)).toHaveCount(others + 1);
  await panel.getByRole('button', { name: `Go on without ${name}` }).click();
  await panel.getByRole('link', { name: 'Open the new book' }).click();
};

/** The public name of the book that is open. */
export const ledgerOf = (page: Page): string =>
  new URL(page.url()).hash.replace(/^#/, '').split('/')[0] ?? '';

/** All that the browser keeps for this origin, as text: databases, both storages, caches. */
export const allStored = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const asText = (value: unknown): string =>
      JSON.stringify(value, (_, one) => (one instanceof Uint8Array ? `bytes:${[...one].join(',')}` : one)) ??
      '';
    const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const found: string[] = [asText({ ...localStorage }), asText({ ...sessionStorage })];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        found.push(asText(await done(objects.getAllKeys())), asText(await done(objects.getAll())));
      }
      database.close();
    }
    const caches = 'caches' in window ? await window.caches.keys() : [];
    return [...found, asText(caches)].join('\n');
  });

/** The bytes of a book's secret, as `allStored` writes them. */
export const secretOf = (page: Page, ledger: string): Promise<string> =>
  page.evaluate(async (id) => {
    const opening = indexedDB.open('wespend');
    const database = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result);
    });
    const asking = database.transaction('books').objectStore('books').get(id);
    const row = await new Promise<{ secret: Uint8Array }>((resolve) => {
      asking.onsuccess = () => resolve(asking.result);
    });
    database.close();
    return `bytes:${[...row.secret].join(',')}`;
  }, ledger);
