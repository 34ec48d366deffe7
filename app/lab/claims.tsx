import { Button } from '@/app/ui/button';
import { type ScenarioName, scenarios } from './scenarios';
import type { Parameters } from './simulation/parameters';

interface Claim {
  readonly claim: string;
  readonly verdict: string;
  readonly text: string;
  readonly scenario?: ScenarioName;
}

const claims: readonly Claim[] = [
  {
    claim: 'A fixed server is simple, and everything hangs on it.',
    verdict: 'Holds',
    text: 'Kill it: no edit written after that reaches anybody, and the first curve climbs until the end. Nothing is lost, because each peer keeps its own lines; they wait for a server.',
    scenario: 'kill',
  },
  {
    claim: 'A server carries everybody’s load.',
    verdict: 'Holds',
    text: 'Compare the busiest peer with the average one: several times as much with a server, fixed or elected; nearly even by nearest peer and in the blast.',
    scenario: 'well',
  },
  {
    claim: 'When an elected server leaves, another peer takes its place.',
    verdict: 'Holds, after a while',
    text: 'Killed without a goodbye, it is missed only once it owes an answer: the curve of waiting edits shows a hill, and “changes of server” says one. Nothing is lost.',
    scenario: 'kill',
  },
  {
    claim: 'A server that is there, takes everything and gives nothing is worse than one that is gone.',
    verdict: 'Holds for the fixed one',
    text: 'By the fixed server nobody even notices: every peer sees its server and lacks everything. The elected one is judged here by its work, which the article leaves open, and loses its office within seconds.',
    scenario: 'blackHole',
  },
  {
    claim: 'Sending everything to everyone needs no server and no election.',
    verdict: 'Holds, at a price',
    text: 'It is the fastest of the four, and survives everything. It also sends the most, and most of that is there already.',
    scenario: 'well',
  },
  {
    claim: 'The redundant data of the blast grows exponentially with the peers.',
    verdict: 'Wrong',
    text: 'It grows polynomially: measured just above. That is bad enough.',
  },
  {
    claim: 'By nearest peer the first reply wins, and a newcomer gets the data once.',
    verdict: 'Holds',
    text: 'See the join above: everyone is asked, one is taken up, the rest are told nothing more.',
  },
  {
    claim: 'Nearest peer synchronization corrects by itself for the disappearance of faulty nodes.',
    verdict: 'Holds',
    text: 'Kill the best-connected peer, make it a black hole, or let twenty peers a minute be replaced: links are drawn anew, and all agree. The article’s peers asked only when they joined; ours also compare now and then, and without that what falls into a cut would stay lost.',
    scenario: 'churn',
  },
  {
    claim: 'A mesh that falls in two goes on in both halves.',
    verdict: 'Holds, except for the fixed server',
    text: 'While the room is cut, each half of the serverless patterns shares among itself, and an elected room has two servers for a while, which is harmless because data merges. The half without the fixed server waits. Healed, all four come to the same book.',
    scenario: 'cut',
  },
];

/** The article's claims, one by one, each with the run that tries it. */
export function Claims({ start }: { start(parameters: Parameters): void }) {
  const tryOut = (scenario: ScenarioName) => {
    start(scenarios[scenario].parameters);
    document.querySelector('h1')?.scrollIntoView({ block: 'start' });
  };
  return (
    <section aria-labelledby="claims-title" className="mt-14">
      <h2 id="claims-title" className="text-2xl">
        What the article says, and what is seen here
      </h2>
      <dl className="mt-4 border-t border-rule-strong">
        {claims.map(({ claim, verdict, text, scenario }) => (
          <div
            key={claim}
            className="grid gap-x-8 gap-y-1 border-b border-rule py-4 desk:grid-cols-[minmax(0,22rem)_9rem_minmax(0,1fr)]"
          >
            <dt className="font-medium leading-snug">{claim}</dt>
            <dd
              className={`text-[0.875rem] font-medium ${verdict === 'Wrong' ? 'text-wrong' : 'text-accent'}`}
            >
              {verdict}
            </dd>
            <dd className="max-w-[44rem] leading-relaxed">
              {text}
              {scenario === undefined ? null : (
                <>
                  {' '}
                  <Button small className="ml-1 !px-3 align-baseline" onClick={() => tryOut(scenario)}>
                    Try: {scenarios[scenario].name}
                  </Button>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 max-w-[46rem] text-[0.875rem] leading-relaxed text-soft">
        What differs from the article: its messages carry whole records, ours ranges of a journal, so that “do
        you lack anything” takes 16 bytes. Its nodes ask once, ours compare again. The network here keeps
        order and loses nothing, as data channels do: what is dropped is sent again and comes late.
      </p>
    </section>
  );
}
