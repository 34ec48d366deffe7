import { describe, expect, it } from 'vitest';
import { readSlimDescription, slimDescription } from '@/lib/sync/transports/slim-description';
import { chromiumOffer, firefoxAnswer, firefoxOffer } from './support/browser-descriptions';

const linesOf = (sdp: string, name: string): string[] =>
  sdp.split('\r\n').filter((line) => line.startsWith(`a=${name}:`));

const addressesOf = (sdp: string): string[] =>
  linesOf(sdp, 'candidate')
    .filter((line) => / udp /i.test(line))
    .map((line) => line.replace(/^a=candidate:\S+ 1 udp \d+ (\S+ \d+ typ \w+).*/i, '$1'));

const cases = [
  ['offer', chromiumOffer],
  ['offer', firefoxOffer],
  ['answer', firefoxAnswer],
] as const;

describe('a description made slim', () => {
  it.each(cases)('[T11] keeps what the other side needs to connect: %s', (type, sdp) => {
    const slim = slimDescription({ type, sdp });
    const back = readSlimDescription(slim ?? new Uint8Array());
    expect(back.type).toBe(type);
    for (const name of ['ice-ufrag', 'ice-pwd', 'fingerprint', 'setup', 'mid', 'sctp-port'])
      expect(linesOf(back.sdp, name)).toEqual(linesOf(sdp, name));
    expect(addressesOf(back.sdp).sort()).toEqual(addressesOf(sdp).sort());
    expect(slim?.length).toBeLessThan(130);
  });

  it('[T11] keeps the order in which a browser likes its addresses', () => {
    const slim = slimDescription({ type: 'offer', sdp: firefoxOffer });
    const hosts = linesOf(readSlimDescription(slim ?? new Uint8Array()).sdp, 'candidate')
      .sort((one, other) => Number(other.split(' ')[3]) - Number(one.split(' ')[3]))
      .map((line) => line.split(' ')[4]?.slice(0, 8));
    expect(hosts).toEqual(['4ace288d', '83b06af7']);
  });

  it('[T11] prefers direct addresses to those that a server has told', () => {
    const slim = slimDescription({ type: 'offer', sdp: chromiumOffer });
    const kinds = linesOf(readSlimDescription(slim ?? new Uint8Array()).sdp, 'candidate')
      .sort((one, other) => Number(other.split(' ')[3]) - Number(one.split(' ')[3]))
      .map((line) => line.split(' ')[7]);
    expect(kinds).toEqual(['host', 'host', 'srflx']);
  });

  it('[T11] is none where a browser names no address, or the description is of something else', () => {
    const without = chromiumOffer.replace(/a=candidate.*\r\n/g, '');
    expect(slimDescription({ type: 'offer', sdp: without })).toBe(null);
    expect(slimDescription({ type: 'offer', sdp: 'v=0\r\n' })).toBe(null);
  });

  it('[T11] cut short is refused loudly, never read as something else', () => {
    const slim = slimDescription({ type: 'offer', sdp: chromiumOffer }) ?? new Uint8Array();
    for (let length = 0; length < slim.length; length++)
      expect(() => readSlimDescription(slim.slice(0, length))).toThrow();
  });
});
