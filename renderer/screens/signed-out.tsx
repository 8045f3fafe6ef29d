import { useState } from 'react';
import type { Screen } from '../../src/core/view.ts';
import { Icon } from '../parts/icon.tsx';
import { PinPad } from '../parts/pin-pad.tsx';
import { Mark } from '../parts/sign.tsx';
import { useWords } from '../words/use-words.ts';

type SignedOutScreen = Extract<Screen, { name: 'signed-out' }>;
type Person = SignedOutScreen['people'][number];

/** The badge first; a name and a PIN for the day it lies at home. */
export function SignedOut({ screen, station }: { readonly screen: SignedOutScreen; readonly station: string }) {
  const words = useWords();
  const text = words.screens.signedOut;
  const [person, setPerson] = useState<Person | null>(null);
  return (
    <>
      <header className="head">
        <Mark />
        <p className="head__title">{station}</p>
      </header>
      <div className="units" aria-hidden="true" />
      <main className="stage stage--span door">
        <div className="bracket anyscan">
          <Icon name="badge" className="door__badge" />
          <h1 className="verb">{text.verb}</h1>
        </div>
        {person === null ? (
          <section className="people">
            <h2>{screen.people.length === 0 ? text.nobody : text.orPick}</h2>
            <ul>
              {screen.people.map((one) => (
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
    </>
  );
}
