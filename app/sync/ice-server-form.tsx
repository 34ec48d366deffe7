import { useId, useState } from 'react';
import { iceServerLines, keepIceServerLines, oddIceServerLine } from '@/app/composition/ice-servers';
import { Button } from '@/app/ui/button';

/** For who shares across networks and runs a server for that, or trusts somebody's. Most households leave it empty. */
export function IceServerForm() {
  const id = useId();
  const [text, setText] = useState(iceServerLines);
  const [said, setSaid] = useState('');
  const keep = (): void => {
    const odd = oddIceServerLine(text);
    if (odd !== null)
      return setSaid(`“${odd}” is no server. Write stun:HOST:PORT, or turn:HOST:PORT USER PASSWORD.`);
    keepIceServerLines(text);
    setSaid('Kept. It is used from the next time that a book is opened.');
  };
  return (
    <form
      className="mt-4 space-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <label htmlFor={id} className="block text-[0.8125rem] text-soft">
        STUN and TURN servers of this device, one a line. Empty: none is asked, and nothing leaves your own
        network.
      </label>
      <textarea
        id={id}
        rows={2}
        spellCheck={false}
        className="figures w-full border border-rule bg-transparent p-2 text-[0.8125rem]"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit">Keep</Button>
      <p role="status" className="text-[0.8125rem]">
        {said}
      </p>
    </form>
  );
}
