/**
 * The STUN and TURN servers of this device, for people whose devices are in networks that have no direct way to each other.
 * None by default: nothing is sent to third parties unless somebody wrote them down here.
 */

const SETTING = 'wespend:ice-servers';

/** One server a line, as it is stored: its address, and for TURN a user and a password, parted by blanks. */
export const iceServerLines = (): string => {
  try {
    return localStorage.getItem(SETTING) ?? '';
  } catch (error) {
    console.info(`This browser keeps no settings: ${error}`);
    return '';
  }
};

const isAddress = (url: string): boolean => /^(stuns?|turns?):\S+$/.test(url);

/** The first line that is no server, or null if all are. */
export const oddIceServerLine = (text: string): string | null =>
  linesOf(text).find((line) => {
    const [url = '', ...rest] = line.split(/\s+/);
    return !isAddress(url) || (rest.length !== 0 && rest.length !== 2);
  }) ?? null;

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Takes effect when a book is opened next. */
export const keepIceServerLines = (text: string): void => {
  if (linesOf(text).length === 0) localStorage.removeItem(SETTING);
  else localStorage.setItem(SETTING, text);
};

const serverOf = (line: string): RTCIceServer => {
  const [urls = '', username, credential] = line.split(/\s+/);
  return username === undefined || credential === undefined ? { urls } : { urls, username, credential };
};

/** As WebRTC wants them; lines that are none are left out, because one of them would stop every call. */
export const iceServersIn = (text: string): RTCIceServer[] =>
  linesOf(text)
    .filter((line) => oddIceServerLine(line) === null)
    .map(serverOf);

export const iceServers = (): RTCIceServer[] => iceServersIn(iceServerLines());
