import { useWords } from '../words/use-words.ts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const SIGNS = ['1234567890', 'ABCDEFGHIJ', 'KLMNOPQRST', 'UVWXYZ-./_'].map((row) => [...row]);

interface Props {
  /** `digits` for numbers; `signs` for what is printed on a thing. */
  readonly keys: 'digits' | 'signs';
  readonly press: (sign: string) => void;
  readonly erase: () => void;
  /** Null while what stands there cannot be entered. */
  readonly enter: (() => void) | null;
}

/** Own keys, no keyboard of the system. Signs stay in reading order of their alphabet in every language. */
export function KeyPad({ keys, press, erase, enter }: Props) {
  const text = useWords().screens.signedOut;
  const eraseKey = (
    <button type="button" className="key" onClick={erase}>
      {text.erase}
    </button>
  );
  const enterKey = (
    <button type="button" className="key key--on" disabled={enter === null} onClick={() => enter?.()}>
      {text.enter}
    </button>
  );
  const sign = (one: string) => (
    <button key={one} type="button" className="key pad__sign" onClick={() => press(one)}>
      {one}
    </button>
  );
  if (keys === 'signs') {
    return (
      <div className="pad pad--signs" dir="ltr">
        {SIGNS.flat().map(sign)}
        <div className="pad__end">
          {eraseKey}
          {enterKey}
        </div>
      </div>
    );
  }
  return (
    <div className="pad" dir="ltr">
      {DIGITS.map(sign)}
      {eraseKey}
      {sign('0')}
      {enterKey}
    </div>
  );
}
