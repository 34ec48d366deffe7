'use client';

import { useState } from 'react';
import { isTrusted } from '@/app/composition/home-server';
import { Button, buttonClass } from '@/app/ui/button';
import { safeHref } from './safe-href';

type Check = 'open' | 'looking' | 'not-yet' | 'works';

/** The way in, to the page that was asked for. */
export function OpenSafely() {
  return (
    <a href={safeHref(window.location)} className={buttonClass('filled')}>
      Open WeSpend safely
    </a>
  );
}

/** Whether it worked, as this very browser sees it. */
export function TrustCheck() {
  const [check, setCheck] = useState<Check>('open');
  const look = async () => {
    setCheck('looking');
    setCheck((await isTrusted()) ? 'works' : 'not-yet');
  };
  return (
    <section className="space-y-3 pt-4">
      <h2 className="text-xl">3. See that it works</h2>
      {check === 'works' ? null : (
        <Button look="ruled" disabled={check === 'looking'} onClick={() => void look()}>
          {check === 'looking' ? 'Looking' : 'Check now'}
        </Button>
      )}
      <div role="status" className="space-y-3">
        {check === 'not-yet' ? (
          <p>
            Not yet. Close the browser altogether, open this page again, and check once more. If it still does
            not work, go through the steps again: each of them is needed.
          </p>
        ) : null}
        {check === 'works' ? (
          <>
            <p>It works: this device trusts the home server.</p>
            <OpenSafely />
          </>
        ) : null}
      </div>
    </section>
  );
}
