import { useContext, useEffect } from 'react';
import type { PersonId } from '../../src/core/ids.ts';
import { useBridge } from '../bridge.ts';
import { TypedContext, useTyped } from '../scan/typed-context.ts';
import { useBenchSize } from '../state/bench-size.ts';
import { useWords } from '../words/use-words.ts';
import { Icon } from './icon.tsx';
import { KeyPad } from './key-pad.tsx';

interface Props {
  readonly person: { readonly id: PersonId; readonly name: string };
  readonly back: () => void;
}

const LONGEST = 8;

/** Real digit keys type into it as well, and a badge still signs in. */
export function PinPad({ person, back }: Props) {
  const text = useWords().screens.signedOut;
  const bridge = useBridge();
  const source = useContext(TypedContext);
  const { text: pin } = useTyped();
  const { compact } = useBenchSize();
  const isWhole = /^\d{4,8}$/.test(pin);

  useEffect(() => {
    source.divert({
      takes: (typed) => /^\d{1,8}$/.test(typed),
      enter: (typed) => {
        if (typed.length >= 4) void bridge.dispatch({ kind: 'pin', personId: person.id, pin: typed });
      },
    });
    return () => source.divert(null);
  }, [source, bridge, person.id]);

  const enter = () => {
    void bridge.dispatch({ kind: 'pin', personId: person.id, pin });
    source.write(() => '');
  };
  return (
    <section className="pin" aria-label={text.pinOf(person.name)}>
      {!compact && <h2>{text.pinOf(person.name)}</h2>}
      <div className="pin__head">
        <button type="button" className="key pin__back" onClick={back}>
          <Icon name="back" />
          {text.back}
        </button>
        <p className="pin__dots" role="img" aria-label={String(pin.length)}>
          {pin === '' ? (
            <small className="q">{compact ? text.pinOf(person.name) : text.pinHint}</small>
          ) : (
            '●'.repeat(Math.min(pin.length, LONGEST))
          )}
        </p>
      </div>
      <KeyPad
        keys="digits"
        press={(digit) => source.write((typed) => (typed + digit).slice(0, LONGEST))}
        erase={() => source.write((typed) => typed.slice(0, -1))}
        enter={isWhole ? enter : null}
      />
    </section>
  );
}
