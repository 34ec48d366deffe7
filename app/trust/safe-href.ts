import { TRUST_PAGE } from '@/app/composition/home-server';

type Address = Pick<Location, 'host' | 'search' | 'hash'>;

/** The page that somebody wanted who was led here. */
const wantedPage = ({ search }: Pick<Address, 'search'>): string => {
  const to = new URLSearchParams(search).get('to') ?? '/';
  return /^\/(?:[a-z0-9-]+\/?)*$/iu.test(to) && to !== TRUST_PAGE ? to : '/';
};

/** The same under the safe address. An invite stays behind the '#'. */
export const safeHref = (address: Address): string =>
  `https://${address.host}${wantedPage(address)}${address.hash}`;

/** Whether somebody looks for books that may lie under the plain address, rather than for any other page. */
export const looksForBooks = (address: Pick<Address, 'search'>): boolean =>
  ['/', '/book/'].includes(wantedPage(address));
