/**
 * The files of one build, kept whole on this device, and which of them answers a request.
 * It does not know the service worker that asks, nor what the files are for.
 */

export interface BuildFile {
  /** Such as `/book/` or `/_next/static/chunks/a1b2.js`. */
  readonly address: string;
  /** As in HTML's `integrity`: what is fetched and does not fit is no file of this build. */
  readonly integrity: string;
}

export interface Build {
  /** Differs for every build. */
  readonly print: string;
  readonly files: readonly BuildFile[];
}

export interface BuildFilesNeeds {
  readonly build: Build;
  readonly origin: string;
  readonly caches: CacheStorage;
  readonly fetch: (request: Request) => Promise<Response>;
}

/** As much of a request as decides what answers it. */
export type Asked = Pick<Request, 'method' | 'mode' | 'url'>;

export interface BuildFiles {
  /** Fetches every file of the build, or rejects and leaves nothing behind. */
  fill(): Promise<void>;
  /** Forgets the builds that no open page can still be of. */
  forgetOlder(): Promise<void>;
  /** null: not ours to answer, such as the relay's own addresses. */
  answer(asked: Asked): Promise<Response> | null;
}

const CACHE_PREFIX = 'wespend ';
/** This build, and the one before for pages that stay open over the change. */
const BUILDS_KEPT = 2;
/** What Next puts here has a hash of its content in its name: it is the same whatever build asks for it. */
const HASHED = '/_next/static/';
const NOT_FOUND = '/404.html';
/** The cache alone decides: servers say that a file depends on the encoding asked for, which is the browser's affair. */
const anyVariant = { ignoreVary: true };

/** Without the address that it was fetched from: a worker would take that for its own, and miss what stands behind its '#'. */
const withoutAddress = (response: Response): Response => new Response(response.body, response);

export const createBuildFiles = ({ build, origin, caches, fetch }: BuildFilesNeeds): BuildFiles => {
  const name = CACHE_PREFIX + build.print;
  const addresses = new Set(build.files.map(({ address }) => address));

  const keep = async (cache: Cache, { address, integrity }: BuildFile): Promise<void> => {
    const request = new Request(new URL(address, origin), {
      integrity,
      cache: address.startsWith(HASHED) ? 'default' : 'reload',
    });
    const response = await fetch(request);
    if (!response.ok || response.redirected) throw new Error(`${address} answered ${response.status}`);
    await cache.put(request.url, response);
  };

  const keptAt = async (address: string): Promise<Response | undefined> => {
    const cache = await caches.open(name);
    const kept = await cache.match(new URL(address, origin), anyVariant);
    return kept && withoutAddress(kept);
  };

  const keptOrFetched = async (address: string): Promise<Response> =>
    // A browser may throw away what it keeps: then the network is asked, as before there was a worker.
    (await keptAt(address)) ?? fetch(new Request(new URL(address, origin)));

  /** For a page of the build before: its own file by its hashed name, from wherever it is. */
  const keptBefore = async (url: URL): Promise<Response> => {
    const kept = await caches.match(new URL(url.pathname, origin), anyVariant);
    return kept === undefined ? fetch(new Request(url)) : withoutAddress(kept);
  };

  const unknownPage = async (url: URL): Promise<Response> => {
    try {
      return await fetch(new Request(url));
    } catch (error) {
      const page = await keptAt(NOT_FOUND);
      if (page === undefined) throw error;
      return page;
    }
  };

  return {
    fill: async () => {
      const cache = await caches.open(name);
      try {
        await Promise.all(build.files.map((file) => keep(cache, file)));
      } catch (error) {
        await caches.delete(name);
        throw error;
      }
    },
    forgetOlder: async () => {
      const kept = (await caches.keys()).filter((key) => key.startsWith(CACHE_PREFIX) && key !== name);
      const old = kept.slice(0, Math.max(0, kept.length - (BUILDS_KEPT - 1)));
      await Promise.all(old.map((key) => caches.delete(key)));
    },
    answer: ({ method, mode, url }) => {
      const asked = new URL(url);
      if (method !== 'GET' || asked.origin !== origin) return null;
      const address = asked.pathname;
      if (addresses.has(address)) return keptOrFetched(address);
      if (address.startsWith(HASHED)) return keptBefore(asked);
      if (mode !== 'navigate') return null;
      if (addresses.has(`${address}/`))
        return Promise.resolve(Response.redirect(new URL(`${address}/${asked.search}`, origin), 308));
      return unknownPage(asked);
    },
  };
};
