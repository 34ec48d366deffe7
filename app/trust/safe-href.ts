import { TRUST_PAGE } from '@/app/composition/home-server';

/** Where somebody wanted to go who was led here, under the safe address. An invite stays behind the '#'. */
export const safeHref = ({ host, search, hash }: Pick<Location, 'host' | 'search' | 'hash'>): string => {
  const to = new URLSearchParams(search).get('to') ?? '/';
  const path = /^\/(?:[a-z0-9-]+\/?)*$/iu.test(to) && to !== TRUST_PAGE ? to : '/';
  return `https://${host}${path}${hash}`;
};
