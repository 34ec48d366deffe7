import type { ReactNode } from 'react';

export interface QuestionsProps {
  /** Nothing was ever kept under this address. */
  readonly empty: boolean;
  /** Some book is at home here, and has not moved away. */
  readonly keeps: boolean;
  keepCopy(): void;
  restore(): void;
  lookElsewhere(): void;
}

/** What is asked seldom, at the foot of the first page. */
export function Questions({ empty, keeps, keepCopy, restore, lookElsewhere }: QuestionsProps) {
  return (
    <div className="mt-6 space-y-2 text-soft">
      {empty ? (
        <Question asks="Did you use WeSpend before, at another address?" answer={lookElsewhere}>
          Your books are not lost
        </Question>
      ) : null}
      {keeps ? (
        <Question asks="If this device is lost or breaks?" answer={keepCopy}>
          Keep a copy of your books
        </Question>
      ) : null}
      <Question asks="You have a copy in a file?" answer={restore}>
        Restore it
      </Question>
      {keeps ? (
        <Question asks="WeSpend has a new address?" answer="/move/">
          Move to another address
        </Question>
      ) : null}
      <Question asks="How do books stay the same with no server?" answer="/lab/">
        See it in the lab
      </Question>
    </div>
  );
}

interface QuestionProps {
  readonly asks: string;
  readonly children: ReactNode;
  /** A page, or what is done here. */
  readonly answer: string | (() => void);
}

function Question({ asks, children, answer }: QuestionProps) {
  return (
    <p>
      {asks}{' '}
      {typeof answer === 'string' ? (
        <a href={answer} className="link">
          {children}
        </a>
      ) : (
        <button type="button" className="link" onClick={answer}>
          {children}
        </button>
      )}
    </p>
  );
}
