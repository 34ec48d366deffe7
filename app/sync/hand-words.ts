/** Plain words for what can go wrong when two people connect by hand. */

import type { HandProblem } from '@/lib/sync/by-hand';

const problems: Readonly<Record<HandProblem, string>> = {
  'not-ours': 'This is not a text that WeSpend has made. Copy all of it, and nothing else.',
  damaged:
    'Some letters of this text are missing or changed, as happens when it is copied in parts. Copy all of it again.',
  'too-new': 'This text is from a newer WeSpend. Reload this page when there is a network, then begin anew.',
  'another-book': 'This text belongs to another book. Open that book on this device, and put it in there.',
  'own-text': 'This is the text that you have made yourself. Put in the one that the other gives back.',
  'too-old':
    'This answers a text that is no longer valid: a newer one was made since, or this page was reloaded. Make a new one.',
  unsupported: 'This browser cannot speak to other browsers itself. Try another one.',
  'no-address':
    'This browser tells no address at which the other could reach it: is the network switched off?',
  'not-reached':
    'The other device was not reached. Its page may have been closed, or the two are in networks with no straight way between them. Both in one network, begin anew.',
};

export const sayHandProblem = (problem: HandProblem): string => problems[problem];
