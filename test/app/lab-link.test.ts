import { describe, expect, it } from 'vitest';
import { fromQuery, type Parameters, toQuery, usualParameters } from '@/app/lab/simulation/parameters';

describe('the link to a run of the lab', () => {
  it('holds everything that the run is made of', () => {
    const parameters: Parameters = {
      ...usualParameters,
      peers: 200,
      loss: 5,
      seed: 77,
      elect: 'youngest',
      patterns: ['elected-server', 'nearest-peer'],
      faults: [
        { kind: 'cut', at: 12.3 },
        { kind: 'heal', at: 20 },
      ],
    };
    expect(fromQuery(toQuery(parameters))).toEqual(parameters);
  });

  it('is as usual where it says nothing or nonsense', () => {
    expect(fromQuery('')).toEqual(usualParameters);
    expect(fromQuery('?peers=many&elect=nobody&patterns=x&faults=flood@3!kill@soon!kill@-1')).toEqual(
      usualParameters,
    );
  });

  it('asks for no more than a browser can bear', () => {
    const faults = Array.from({ length: 500 }, () => 'kill@5').join('!');
    const read = fromQuery(`?peers=100000&records=1e9&seconds=-5&faults=${faults}`);
    expect(read).toMatchObject({ peers: 200, records: 2_000, seconds: 20 });
    expect(read.faults.length).toBe(20);
  });
});
