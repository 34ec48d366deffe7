import type { LockProgress as Progress } from '@/app/composition/locked-file';
import { Button } from '@/app/ui/button';

export interface LockProgressProps {
  readonly progress: Progress;
  /** What is being done, such as "Locking the copy". */
  readonly what: string;
  cancel(): void;
}

/** The key is made slow on purpose: meanwhile one sees that something goes on, and may call it off. */
export function LockProgress({ progress, what, cancel }: LockProgressProps) {
  const known = progress.step === 'file' && progress.of > 0;
  return (
    <div className="space-y-2" role="status">
      <p>
        {progress.step === 'key'
          ? 'Making the key from the passphrase. This takes a few seconds.'
          : `${what}.`}
      </p>
      <div className="flex items-center gap-3">
        <progress
          aria-label={what}
          className="h-1.5 min-w-0 flex-1 accent-(--accent)"
          max={known ? progress.of : 1}
          {...(known ? { value: progress.done } : {})}
        />
        <Button small onClick={cancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
