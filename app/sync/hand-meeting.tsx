'use client';

import type { ReactNode } from 'react';
import type { HandMeeting as Meeting } from '@/app/composition/contract';
import { QrImage } from '@/app/people/qr-image';
import { Button } from '@/app/ui/button';
import { CopyText } from '@/app/ui/copy-text';
import { useLive } from '@/app/ui/use-live';
import { sayHandProblem } from './hand-words';
import { PasteText } from './paste-text';

export interface HandMeetingProps {
  readonly meeting: Meeting;
  /** Whose device this is, by the name of its run; '' while not known. */
  nameOf(peer: string): string;
  /** Whether this device can hand the book on: it has a copy. */
  readonly invites: boolean;
}

/** Two devices connect by a text each way: what to do now, one step at a time. */
export function HandMeeting({ meeting, nameOf, invites }: HandMeetingProps) {
  const step = useLive(meeting);
  switch (step.kind) {
    case 'idle':
      return <Begin meeting={meeting} invites={invites} />;
    case 'failed':
      return (
        <div className="space-y-5">
          <p role="alert" className="text-wrong">
            {sayHandProblem(step.problem)}
          </p>
          <Begin meeting={meeting} invites={invites} />
        </div>
      );
    case 'preparing':
      return <p role="status">One moment.</p>;
    case 'offered':
      return (
        <Handing
          meeting={meeting}
          text={step.text}
          what="Give this to the other, as a text or as the picture, and leave this page open. The other device makes one to give back."
        >
          <PasteText label="The text that came back" meeting={meeting} />
        </Handing>
      );
    case 'answered':
      return (
        <Handing
          meeting={meeting}
          text={step.text}
          what="Give this back, and leave this page open: the two connect as soon as the other has put it in."
        >
          {step.unheard ? (
            <p role="status" className="text-wrong">
              The other page does not answer so far. If it was closed, ask for a new text.
            </p>
          ) : null}
        </Handing>
      );
    case 'connecting':
      return <p role="status">Connecting.</p>;
    case 'connected':
      return (
        <div className="space-y-3">
          <p role="status">Connected{nameOf(step.peer) === '' ? '' : ` with ${nameOf(step.peer)}`}.</p>
          <Button onClick={meeting.cancel}>Connect another</Button>
        </div>
      );
  }
}

function Begin({ meeting, invites }: Pick<HandMeetingProps, 'meeting' | 'invites'>) {
  return (
    <div className="space-y-5">
      <p className="text-[0.875rem] text-soft">
        For when no home server is there: one makes a text and gives it to the other, the other gives one
        back. From then on everybody whom either of them is linked to finds the other by itself.
      </p>
      {invites ? (
        <fieldset>
          <legend className="mb-1 text-[0.8125rem] text-soft">Make a text for</legend>
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => void meeting.offer(false)}>Who has this book</Button>
            <Button onClick={() => void meeting.offer(true)}>Somebody new</Button>
          </div>
          <p className="mt-2 text-[0.8125rem] text-soft">
            The text for somebody new holds the whole invite: give it only to whom you would give the book
            itself.
          </p>
        </fieldset>
      ) : null}
      <PasteText label="Were you sent a text?" meeting={meeting} />
    </div>
  );
}

interface HandingProps {
  readonly meeting: Meeting;
  readonly text: string;
  /** What to do with the text. */
  readonly what: string;
  readonly children: ReactNode;
}

function Handing({ meeting, text, what, children }: HandingProps) {
  return (
    <div className="space-y-5">
      <p>{what}</p>
      <CopyText label="Text to give to the other" name="text" text={text} />
      <QrImage text={text.toUpperCase()} label="The text as a QR code" />
      {children}
      <Button look="plain" onClick={meeting.cancel}>
        Start again
      </Button>
    </div>
  );
}
