import { describe, expect, it } from 'vitest';
import { looksForBooks, safeHref } from '@/app/trust/safe-href';
import { systemOf } from '@/app/trust/systems';

describe('the way on from the page that teaches trust', () => {
  it.each([
    ['', '', 'https://kitchen.local:3000/'],
    ['?to=%2Fjoin%2F', '#secret', 'https://kitchen.local:3000/join/#secret'],
    ['?to=%2Ftrust%2F', '', 'https://kitchen.local:3000/'],
    ['?to=%2F%2Fevil.example%2F', '', 'https://kitchen.local:3000/'],
    ['?to=https%3A%2F%2Fevil.example', '', 'https://kitchen.local:3000/'],
    ['?to=%40evil.example', '', 'https://kitchen.local:3000/'],
  ])('leads from %j and %j to where somebody wanted, never elsewhere', (search, hash, href) => {
    expect(safeHref({ host: 'kitchen.local:3000', search, hash })).toBe(href);
  });

  it('stops only for who looks for books', () => {
    expect(['', '?to=%2Fbook%2F', '?to=%2Fjoin%2F'].map((search) => looksForBooks({ search }))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each([
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', 5, 'iphone'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605', 5, 'iphone'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605', 0, 'mac'],
    ['Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 5, 'android'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 0, 'firefox'],
    ['Mozilla/5.0 (X11; Linux x86_64) Chrome/140 Safari/537', 0, 'linux'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140 Safari/537', 10, 'windows'],
  ] as const)('shows the steps of the device at hand: %s', (agent, touches, system) => {
    expect(systemOf(agent, touches)).toBe(system);
  });
});
