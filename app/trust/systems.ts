/** The systems on which people learn to trust the home server, and the one that a browser says it runs on. */

export type SystemName = 'iphone' | 'android' | 'mac' | 'windows' | 'linux' | 'firefox';

/** Firefox on a computer keeps a list of its own; on phones the system's counts for every browser. */
export const systemOf = (agent: string, touchPoints: number): SystemName => {
  if (/iPhone|iPad|iPod/u.test(agent)) return 'iphone';
  // An iPad calls itself a Mac; no Mac has a screen to touch.
  if (/Macintosh/u.test(agent) && touchPoints > 1) return 'iphone';
  if (/Android/u.test(agent)) return 'android';
  if (/Firefox/u.test(agent)) return 'firefox';
  if (/Macintosh/u.test(agent)) return 'mac';
  return /Windows/u.test(agent) ? 'windows' : 'linux';
};

export interface SystemSteps {
  readonly title: string;
  readonly steps: readonly string[];
}

/** After the certificate has been downloaded. Words in “quotes” stand on the system's own screens. */
export const systems: Readonly<Record<SystemName, SystemSteps>> = {
  iphone: {
    title: 'iPhone and iPad',
    steps: [
      'Use Safari for the download, and allow it when asked.',
      'Open Settings. At the top it says “Profile Downloaded”: open it and press “Install”. If it is not there, look under “General”, “VPN & Device Management”.',
      'Still in Settings, go to “General”, “About”, “Certificate Trust Settings”, and switch on the line that begins with “WeSpend on”. This step is easily forgotten.',
    ],
  },
  android: {
    title: 'Android',
    steps: [
      'Open Settings and search there for “CA certificate”. It lies under “Security”, often within “More security settings”, “Encryption & credentials”, “Install a certificate”.',
      'Choose “CA certificate”, then “Install anyway”, and pick the file wespend-authority.crt among the downloads.',
      'Firefox needs one thing more: in its settings open “About Firefox”, press the logo five times, go back, and under “Secret Settings” switch on “Use third party CA certificates”.',
    ],
  },
  mac: {
    title: 'Mac, with Safari, Chrome or Edge',
    steps: [
      'Open the downloaded file. Keychain Access asks where to put it: choose “login” and press “Add”.',
      'In Keychain Access find the certificate that begins with “WeSpend on”, and open it.',
      'Unfold “Trust”, set “When using this certificate” to “Always Trust”, close the window, and give your password.',
    ],
  },
  windows: {
    title: 'Windows, with Edge or Chrome',
    steps: [
      'Open the downloaded file and press “Install Certificate”. Choose “Current User”.',
      'Choose “Place all certificates in the following store”, press “Browse”, and pick “Trusted Root Certification Authorities”.',
      'Finish, and answer the warning with “Yes”.',
    ],
  },
  linux: {
    title: 'Linux, with Chrome or Chromium',
    steps: [
      'In the browser open the address chrome://certificate-manager (in older ones chrome://settings/certificates).',
      'Under “Installed by you”, at “Trusted certificates”, press “Import” (in older ones the tab “Authorities”), and pick the downloaded file.',
      'If it is asked, tick that it may identify websites.',
    ],
  },
  firefox: {
    title: 'Firefox, on any computer',
    steps: [
      'Open Firefox’s settings, search there for “certificates”, and press “View Certificates”.',
      'On the tab “Authorities” press “Import” and pick the downloaded file.',
      'Tick “Trust this CA to identify websites”, and press “OK”.',
    ],
  },
};

export const systemNames = Object.keys(systems) as readonly SystemName[];
