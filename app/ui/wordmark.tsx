/** The name of the house, as printed on the cover; always the way home. */
export function Wordmark() {
  return (
    <header className="border-b border-rule py-4">
      <a
        href="/"
        className="inline-flex items-baseline gap-2 font-serif text-lg leading-none font-semibold text-ink no-underline"
      >
        <svg
          width="15"
          height="16"
          viewBox="0 0 15 16"
          aria-hidden="true"
          className="self-center text-accent"
        >
          <path
            d="M1 .5h13v15H1zM4 .5v15M6.5 5h5M6.5 8h5M6.5 11h3"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.2"
          />
        </svg>
        WeSpend
      </a>
    </header>
  );
}
