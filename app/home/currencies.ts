/** The currency of a region, for a first guess that a person can change. Regions of the euro are listed together. */

const euro = 'AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' ');

const others: Readonly<Record<string, string>> = {
  US: 'USD',
  GB: 'GBP',
  CH: 'CHF',
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
  JP: 'JPY',
  CN: 'CNY',
  IN: 'INR',
  BR: 'BRL',
  MX: 'MXN',
  SE: 'SEK',
  NO: 'NOK',
  DK: 'DKK',
  PL: 'PLN',
  CZ: 'CZK',
  HU: 'HUF',
  RO: 'RON',
  TR: 'TRY',
  ZA: 'ZAR',
  KR: 'KRW',
  KW: 'KWD',
};

export function guessCurrency(locale: string): string {
  const region = new Intl.Locale(locale).maximize().region ?? '';
  return euro.includes(region) ? 'EUR' : (others[region] ?? 'EUR');
}
