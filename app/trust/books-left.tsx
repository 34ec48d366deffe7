import type { BookCard } from '@/app/composition/contract';

/** For whoever kept books here before there was a safe address: to the browser that is another place altogether. */
export function BooksLeft({ books }: { readonly books: readonly BookCard[] }) {
  return (
    <section className="space-y-3 border-t border-rule pt-4">
      <h2 className="text-xl">Your books under the old address</h2>
      <p>
        They do not move by themselves. Once this device trusts the home server,{' '}
        <a className="link" href="/move/">
          move them to the safe address
        </a>
        : all that is in them comes along.
      </p>
      <ul className="space-y-1">
        {books.map(({ id, name }) => (
          <li key={id}>
            <a className="link" href={`/book/?plain#${encodeURIComponent(id)}`}>
              {name || 'A book whose first copy has not come yet'}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
