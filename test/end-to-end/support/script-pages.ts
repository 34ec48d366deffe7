/** Serves empty pages that run one script of ours, bundled for the browser. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';

export interface ScriptPages {
  /** Its pages are at `/` and the name of the script. */
  readonly port: number;
  close(): void;
}

/** @param scripts from the page's name to the file, such as `{ stock: 'test/sync/browser/stock-page.ts' }`. */
export const serveScripts = async (scripts: { readonly [name: string]: string }): Promise<ScriptPages> => {
  const bundled = new Map<string, string>();
  for (const [name, file] of Object.entries(scripts)) {
    const { outputFiles } = await build({
      entryPoints: [file],
      bundle: true,
      format: 'iife',
      define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
      write: false,
    });
    bundled.set(`/${name}.js`, outputFiles[0]?.text ?? '');
  }
  const server = createServer((request, response) => {
    const script = bundled.get(request.url ?? '');
    if (script !== undefined) response.setHeader('content-type', 'text/javascript').end(script);
    else
      response
        .setHeader('content-type', 'text/html')
        .end(`<!doctype html><meta charset="utf-8"><script src="${request.url}.js"></script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
};
