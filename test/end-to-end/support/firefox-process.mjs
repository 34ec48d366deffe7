/**
 * Starts an installed Firefox in Playwright's stead, and passes on what the two say to each other over WebDriver BiDi: all but
 * the commands that Playwright never does without and Firefox ESR does not know. Those are answered as done.
 * It does not know what is tested. `node firefox-process.mjs FIREFOX ARGUMENTS...`
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket, WebSocketServer } from 'ws';

/** Day, night and less motion: a page has what the preferences of its profile say (firefox.ts). */
const unknownCommands = ['emulation.setMediaFeaturesOverride'];

const passOn = (playwright, firefox) => {
  playwright.on('message', (data) => {
    const { id, method } = JSON.parse(data.toString());
    if (unknownCommands.includes(method))
      playwright.send(JSON.stringify({ type: 'success', id, result: {} }));
    else firefox.send(data.toString());
  });
  firefox.on('message', (data) => playwright.send(data.toString()));
  playwright.on('close', () => firefox.close());
  firefox.on('close', () => playwright.close());
};

/** Resolves with a port at which Playwright, which comes once, finds what listens at this address. */
const openDoor = (address) =>
  new Promise((resolve) => {
    const session = new WebSocket(`${address}/session`);
    session.once('error', (error) => console.error(error.message));
    session.once('open', () => {
      const door = new WebSocketServer({ host: '127.0.0.1', port: 0 });
      door.once('connection', (playwright) => passOn(playwright, session));
      door.once('listening', () => resolve(door.address().port));
    });
  });

const [program, ...args] = process.argv.slice(2);
const firefox = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
firefox.once('error', (error) => console.error(error.message));
firefox.once('close', (code) => process.exit(code ?? 1));
writeFileSync(join(args[args.indexOf('--profile') + 1], 'process-id'), String(firefox.pid));

createInterface({ input: firefox.stderr }).on('line', async (line) => {
  const [, address] = /^WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? [];
  if (address === undefined) console.error(line);
  else console.error(`WebDriver BiDi listening on ws://127.0.0.1:${await openDoor(address)}`);
});
