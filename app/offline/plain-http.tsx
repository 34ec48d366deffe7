'use client';

/** What a page under plain http cannot do, and how to change that. Browsers allow these things under safe addresses alone. */
export function PlainHttp() {
  return (
    <div className="space-y-2">
      <p>
        The address of this page begins with http://, which anybody in this network can read and alter. So the
        browser does not let WeSpend
      </p>
      <ul className="list-disc space-y-1 pl-5">
        <li>open while the home server is off,</li>
        <li>be installed like other apps,</li>
        <li>ask for your books to be kept for good.</li>
      </ul>
      <p>
        To change this, start the home server with{' '}
        <code className="whitespace-nowrap">npm start -- --https</code> and open the address that it then
        shows. On the computer that it runs on, http://localhost does as well.
      </p>
    </div>
  );
}
