import { type ReactNode, useContext, useEffect } from 'react';
import { TypedContext, useTyped } from '../scan/typed-context.ts';
import { useWords } from '../words/use-words.ts';
import { Icon } from './icon.tsx';
import { KeyPad } from './key-pad.tsx';

interface Props {
  readonly verb: string;
  readonly hint: string;
  readonly unit?: string;
  readonly keys: 'digits' | 'signs';
  readonly longest: number;
  /** True for typing that belongs here; everything else goes to the station as it always does. */
  readonly takes: (typed: string) => boolean;
  /** True for what may be entered: a date has all of its digits. */
  readonly isWhole: (typed: string) => boolean;
  readonly enter: (typed: string) => void;
  readonly back: () => void;
  readonly children?: ReactNode;
}

/** A value keyed in by hand, over the work and never over the band: its verdict stays in sight. */
export function KeySheet({ verb, hint, unit, keys, longest, takes, isWhole, enter, back, children }: Props) {
  const words = useWords();
  const source = useContext(TypedContext);
  const { text } = useTyped();

  // biome-ignore lint/correctness/useExhaustiveDependencies: diverting anew would drop what is typed, and the two functions only close over what stays.
  useEffect(() => {
    source.divert({ takes, enter });
    return () => source.divert(null);
  }, [source]);

  const take = () => {
    enter(text);
    source.write(() => '');
  };
  return (
    <main className="stage stage--all key-sheet">
      <div className="key-sheet__say">
        <h1 className="verb" data-long={verb.length > 14 || undefined}>
          {verb}
        </h1>
        <p className="key-sheet__text">
          {text === '' ? <small className="q">{hint}</small> : <bdi className="code">{text}</bdi>}
          {text !== '' && unit !== undefined && <span className="q">{unit}</span>}
        </p>
        {children}
        <button type="button" className="key key-sheet__back" onClick={back}>
          <Icon name="back" />
          {words.screens.signedOut.back}
        </button>
      </div>
      <KeyPad
        keys={keys}
        press={(sign) => source.write((typed) => (typed + sign).slice(0, longest))}
        erase={() => source.write((typed) => typed.slice(0, -1))}
        enter={isWhole(text) ? take : null}
      />
    </main>
  );
}
