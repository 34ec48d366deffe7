import { describe, expect, it } from 'vitest';
import { iceServersIn, oddIceServerLine } from '@/app/composition/ice-servers';

describe('the STUN and TURN servers of a device', () => {
  it('are none by default, and one a line', () => {
    expect(iceServersIn('')).toEqual([]);
    expect(iceServersIn(' stun:home.example:3478 \n\nturn:home.example ana secret')).toEqual([
      { urls: 'stun:home.example:3478' },
      { urls: 'turn:home.example', username: 'ana', credential: 'secret' },
    ]);
  });

  it.each(['http://home.example', 'turn:home.example ana', 'stun:'])(
    'say that %s is none, and leave it out',
    (line) => {
      expect(oddIceServerLine(`stun:one.example\n${line}`)).toBe(line);
      expect(iceServersIn(`stun:one.example\n${line}`)).toEqual([{ urls: 'stun:one.example' }]);
    },
  );
});
