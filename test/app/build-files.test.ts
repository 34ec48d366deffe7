import { describe, expect, it } from 'vitest';
import { type Build, createBuildFiles } from '@/app/offline/build-files';

const ORIGIN = 'https://kitchen.local:3000';

/** As much of the browser's caches as the files of a build need, in the order in which they were opened. */
const createCaches = () => {
  const kept = new Map<string, Map<string, Response>>();
  const find = (url: URL | string, names: Iterable<string>): Response | undefined => {
    for (const name of names) {
      const found = kept.get(name)?.get(String(url));
      if (found !== undefined) return found.clone();
    }
    return undefined;
  };
  const caches = {
    open: async (name: string) => {
      const files = kept.get(name) ?? new Map<string, Response>();
      kept.set(name, files);
      return {
        put: async (url: string, response: Response) => void files.set(url, response),
        match: async (url: URL) => find(url, [name]),
      };
    },
    match: async (url: URL) => find(url, kept.keys()),
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
  };
  return { caches: caches as unknown as CacheStorage, kept };
};

/** A server whose files can be changed; it answers as a browser does that was told which content to expect. */
const createServer = (files: Record<string, string>) => {
  const asked: string[] = [];
  let reachable = true;
  const fetch = async (request: Request): Promise<Response> => {
    const address = new URL(request.url).pathname;
    asked.push(address);
    const content = files[address];
    if (!reachable) throw new TypeError('no network');
    if (content === undefined) return new Response('', { status: 404 });
    if (request.integrity !== '' && request.integrity !== `sha256-${content}`)
      throw new TypeError('not the file that was meant');
    return new Response(content, { headers: { 'content-security-policy': `of ${address}` } });
  };
  const setReachable = (now: boolean): void => {
    reachable = now;
  };
  return { asked, fetch, files, setReachable };
};

const buildOf = (print: string, files: Record<string, string>): Build => ({
  print,
  files: Object.entries(files).map(([address, content]) => ({ address, integrity: `sha256-${content}` })),
});

/** Contents that are hashes, as far as Request is concerned. */
const first = { '/': 'home1', '/book/': 'book1', '/404.html': 'none1', '/_next/static/a1.js': 'aaaa' };
const second = { '/': 'home2', '/book/': 'book2', '/404.html': 'none2', '/_next/static/b2.js': 'bbbb' };

const setUp = () => {
  const server = createServer({ ...first });
  const { caches, kept } = createCaches();
  const filesOf = (print: string, files: Record<string, string>) =>
    createBuildFiles({ build: buildOf(print, files), origin: ORIGIN, caches, fetch: server.fetch });
  return { server, kept, filesOf };
};

type Files = ReturnType<typeof createBuildFiles>;

const answered = async (
  files: Files,
  path: string,
  mode: RequestMode = 'navigate',
): Promise<string | null> => {
  const answer = files.answer({ method: 'GET', mode, url: ORIGIN + path });
  return answer === null ? null : (await answer).text();
};

describe('the files of a build', () => {
  it('answer without a network, whatever stands behind the address, with the policy that they came with', async () => {
    const { server, filesOf } = setUp();
    const files = filesOf('1', first);
    await files.fill();
    server.setReachable(false);
    expect(await answered(files, '/')).toBe('home1');
    expect(await answered(files, '/book/?from=shortcut')).toBe('book1');
    expect(await answered(files, '/_next/static/a1.js', 'no-cors')).toBe('aaaa');
    expect(await answered(files, '/nowhere/')).toBe('none1');
    const page = await files.answer({ method: 'GET', mode: 'navigate', url: `${ORIGIN}/book/` });
    expect(page?.headers.get('content-security-policy')).toBe('of /book/');
    const moved = await files.answer({ method: 'GET', mode: 'navigate', url: `${ORIGIN}/book?x=1` });
    expect([moved?.status, moved?.headers.get('location')]).toEqual([308, `${ORIGIN}/book/?x=1`]);
  });

  it('leave alone what is not theirs', async () => {
    const { filesOf } = setUp();
    const files = filesOf('1', first);
    for (const path of ['/healthz', '/lan', '/signal', '/sync/room'])
      expect(await answered(files, path, 'cors')).toBeNull();
    expect(files.answer({ method: 'POST', mode: 'cors', url: `${ORIGIN}/` })).toBeNull();
    expect(files.answer({ method: 'GET', mode: 'cors', url: 'https://elsewhere.local/' })).toBeNull();
  });

  it('are kept all or not at all', async () => {
    const { server, kept, filesOf } = setUp();
    const files = filesOf('2', second);
    await expect(files.fill()).rejects.toThrow();
    expect([...kept.keys()]).toEqual([]);
    // Half of the files are of the next build already, as while a server is being updated.
    Object.assign(server.files, { ...second, '/book/': 'book1' });
    await expect(files.fill()).rejects.toThrow('not the file');
    expect([...kept.keys()]).toEqual([]);
  });

  it('of one build are never answered with those of another, but for pages that stay open', async () => {
    const { server, kept, filesOf } = setUp();
    const [old, fresh] = [filesOf('1', first), filesOf('2', second)];
    await old.fill();
    await old.forgetOlder();
    for (const address of Object.keys(first)) delete server.files[address];
    Object.assign(server.files, second);
    await fresh.fill();
    expect(await answered(old, '/book/')).toBe('book1');
    await fresh.forgetOlder();
    server.setReachable(false);
    expect(await answered(fresh, '/book/')).toBe('book2');
    expect(await answered(fresh, '/_next/static/a1.js', 'no-cors')).toBe('aaaa');
    expect([...kept.keys()]).toHaveLength(2);
  });

  it('go after the next but one', async () => {
    const { server, kept, filesOf } = setUp();
    for (const print of ['1', '2', '3']) {
      const files = filesOf(print, first);
      await files.fill();
      await files.forgetOlder();
    }
    expect([...kept.keys()]).toEqual(['wespend 2', 'wespend 3']);
    expect(server.asked).toHaveLength(3 * Object.keys(first).length);
  });

  it('are asked for again where the browser threw them away', async () => {
    const { kept, filesOf } = setUp();
    const files = filesOf('1', first);
    await files.fill();
    kept.clear();
    expect(await answered(files, '/book/')).toBe('book1');
  });
});
