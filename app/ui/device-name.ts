/** A first guess at what to call this device, from what the browser says of itself; always changeable. */
export function guessDeviceName(agent: string, memberName: string): string {
  const kinds: readonly (readonly [RegExp, string])[] = [
    [/iPhone/u, 'iPhone'],
    [/iPad/u, 'iPad'],
    [/Android.*Mobile/u, 'phone'],
    [/Android/u, 'tablet'],
    [/Macintosh/u, 'Mac'],
    [/Windows/u, 'Windows computer'],
    [/CrOS/u, 'Chromebook'],
    [/Linux/u, 'Linux computer'],
  ];
  const kind = kinds.find(([pattern]) => pattern.test(agent))?.[1] ?? 'device';
  const name = memberName.trim();
  return name === '' ? kind : `${name}’s ${kind}`;
}
