import { PlainPage } from './ui/plain-page';

export default function NotFound() {
  return (
    <PlainPage title="There is no such page">
      <p>The address leads nowhere in WeSpend. Nothing is lost: your books are on the first page.</p>
      <p>
        <a className="link" href="/">
          Go to your books
        </a>
      </p>
    </PlainPage>
  );
}
