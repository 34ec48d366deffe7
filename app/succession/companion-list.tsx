import type { Companion } from '@/app/composition/contract';
import { sayLost } from '@/app/sync/words';
import { MemberMark } from '@/app/ui/member-mark';
import type { RecordId } from '@/lib/ledger/records';

export interface CompanionListProps {
  readonly companions: readonly Companion[];
  isChosen(companion: Companion): boolean;
  choose(device: RecordId, isIn: boolean): void;
}

/** The devices that a new secret can be sealed to, each with a code that two people can compare. */
export function CompanionList({ companions, isChosen, choose }: CompanionListProps) {
  return (
    <fieldset>
      <legend className="font-medium">Which devices go along?</legend>
      <p className="mb-1 text-[0.8125rem] text-soft">
        The new secret is sealed to each of them. The code is the same wherever this list is shown: compare it
        if you want to be sure whose device it is.
      </p>
      <div className="border-t border-rule">
        {companions.map((companion) => (
          <CompanionChoice
            key={companion.device.id}
            companion={companion}
            checked={isChosen(companion)}
            choose={(isIn) => choose(companion.device.id, isIn)}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface CompanionChoiceProps {
  readonly companion: Companion;
  readonly checked: boolean;
  choose(isIn: boolean): void;
}

function CompanionChoice({ companion, checked, choose }: CompanionChoiceProps) {
  const { device, member, self, code, doubtful } = companion;
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 border-b border-rule px-1 py-1.5 hover:bg-wash">
      <input
        type="checkbox"
        className="size-4 shrink-0 accent-(--accent)"
        checked={checked}
        disabled={self || code === null}
        onChange={(event) => choose(event.target.checked)}
      />
      <MemberMark member={member} />
      <span className="min-w-0 flex-1 leading-5">
        <span className="block truncate">
          {device.name}
          {self ? <span className="text-soft"> (this device)</span> : null}
        </span>
        {code === null ? (
          <span className="block text-[0.8125rem] text-soft">
            {self ? 'It has no key yet.' : 'It has no key yet: give it an invite to the new book by hand.'}
          </span>
        ) : (
          <span className="block text-[0.8125rem] text-soft">
            Code <span className="figures">{code}</span>
          </span>
        )}
        {device.lost ? (
          <span className="block text-[0.8125rem] text-wrong">It was {sayLost(device.lost)}.</span>
        ) : null}
        {doubtful ? (
          <span className="block text-[0.8125rem] text-wrong">
            Somebody wrote another key for it. Compare the code before you let it go along.
          </span>
        ) : null}
      </span>
    </label>
  );
}
