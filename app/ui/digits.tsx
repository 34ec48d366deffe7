/** Six digits to compare, in two groups, read aloud one by one. */
export function Digits({ code }: { readonly code: string }) {
  return (
    <span className="figures !text-left text-lg font-semibold whitespace-nowrap">
      <span className="sr-only">{[...code].join(' ')}</span>
      <span aria-hidden="true">
        {code.slice(0, 3)} {code.slice(3)}
      </span>
    </span>
  );
}
