import { useEffect, useState } from 'react';
import type { EnrolmentSays } from '../../src/wire/ipc-contract.ts';
import { useBridge } from '../bridge.ts';
import { Icon } from '../parts/icon.tsx';
import { useWords } from '../words/use-words.ts';

type Step =
  | { readonly at: 'typing' }
  | { readonly at: 'sure'; readonly says: EnrolmentSays }
  | { readonly at: 'asking' }
  | { readonly at: 'done'; readonly station: string; readonly unsentFile: string | null }
  | { readonly at: 'failed'; readonly detail: string };

interface Props {
  /** A code that was scanned; empty: it is typed. */
  readonly scanned: string;
  readonly close: () => void;
}

/** A station meets its hub: the code once, read back before anything is done with it, then a restart. */
export function EnrolSheet({ scanned, close }: Props) {
  const text = useWords().screens.enrol;
  const bridge = useBridge();
  const [typed, setTyped] = useState(scanned);
  const [step, setStep] = useState<Step>({ at: 'typing' });

  async function look(code: string): Promise<void> {
    const read = await bridge.readEnrolment({ text: code });
    setStep(read.ok ? { at: 'sure', says: read.value } : { at: 'failed', detail: read.error.detail });
  }

  async function enrol(): Promise<void> {
    setStep({ at: 'asking' });
    const answer = await bridge.enrol({ text: typed });
    setStep(answer.ok ? { at: 'done', ...answer.value } : { at: 'failed', detail: answer.error.detail });
  }

  useEffect(() => {
    if (scanned === '') return;
    setTyped(scanned);
    bridge
      .readEnrolment({ text: scanned })
      .then((read) =>
        setStep(read.ok ? { at: 'sure', says: read.value } : { at: 'failed', detail: read.error.detail }),
      );
  }, [scanned, bridge]);

  return (
    <section className="help enrol" role="dialog" aria-label={text.title} data-sheet="enrol" data-step={step.at}>
      <header>
        <h2 className="verb">{text.title}</h2>
        <button type="button" className="key help__close" onClick={close}>
          <span className="help__word">
            <Icon name="cross" />
            <span>{text.close}</span>
          </span>
        </button>
      </header>
      <div className="enrol__body">
        {(step.at === 'typing' || step.at === 'failed') && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void look(typed);
            }}
          >
            <p className="say">{text.how}</p>
            <input
              className="code"
              aria-label={text.field}
              value={typed}
              placeholder="https://hub:8321 ABCDE-FGHJK"
              onChange={(event) => setTyped(event.target.value)}
            />
            <button type="submit" className="key key--go" disabled={typed.trim() === ''}>
              {text.look}
            </button>
          </form>
        )}
        {step.at === 'failed' && (
          <p className="enrol__bad" role="alert">
            {text.failed} <bdi>{step.detail}</bdi>
          </p>
        )}
        {step.at === 'sure' && (
          <>
            <p className="say">{text.sure}</p>
            <p className="enrol__hub">
              <bdi>{step.says.hub}</bdi>
            </p>
            <p className="q">{step.says.pinned ? text.pinned : text.notPinned}</p>
            <button type="button" className="key key--go" onClick={() => void enrol()}>
              {text.connect}
            </button>
          </>
        )}
        {step.at === 'asking' && <p className="say">{text.asking}</p>}
        {step.at === 'done' && (
          <>
            <p className="say">{text.done(step.station)}</p>
            {step.unsentFile !== null && <p className="q">{text.unsentIn(step.unsentFile)}</p>}
            <button type="button" className="key key--go" onClick={() => void bridge.restart()}>
              {text.restart}
            </button>
          </>
        )}
      </div>
    </section>
  );
}
