import { type ReactNode, useState } from 'react';
import type { PersonId } from '../../src/core/ids.ts';
import { useWords } from '../words/use-words.ts';
import { Icon } from './icon.tsx';
import { PinPad } from './pin-pad.tsx';

interface Person {
  readonly id: PersonId;
  readonly name: string;
}

interface Props {
  readonly verb: string;
  readonly people: readonly Person[];
  /** What stands over the badge: what is paused; and under it: how the bench is. */
  readonly above?: ReactNode;
  readonly below?: ReactNode;
}

/** The badge first; a name and a PIN for the day it lies at home. */
export function Door({ verb, people, above, below }: Props) {
  const text = useWords().screens.signedOut;
  const [person, setPerson] = useState<Person | null>(null);
  return (
    <main className="stage stage--span door">
      <div className="door__say">
        {above}
        <div className="bracket anyscan">
          <Icon name="badge" className="door__badge" />
          <h1 className="verb">{verb}</h1>
        </div>
        {below}
      </div>
      {person === null ? (
        <section className="people">
          <h2>{people.length === 0 ? text.nobody : text.orPick}</h2>
          <ul>
            {people.map((one) => (
              <li key={one.id}>
                <button type="button" className="key people__key" onClick={() => setPerson(one)}>
                  <Icon name="user" />
                  <span className="key__word">{one.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : (
        <PinPad person={person} back={() => setPerson(null)} />
      )}
    </main>
  );
}
