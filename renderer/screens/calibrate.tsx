import { useContext, useEffect, useState } from 'react';
import {
  beginCalibration,
  CALIBRATION_QUIET_MS,
  type Calibration,
  calibrationOf,
  pressCalibrationKey,
  quietCalibration,
} from '../../src/core/wedge-calibration.ts';
import { useBridge } from '../bridge.ts';
import { Sign } from '../parts/sign.tsx';
import { TypedContext } from '../scan/typed-context.ts';
import { applyProfile } from '../scan/wedge-rules.ts';
import { useWords } from '../words/use-words.ts';

/** Three scans of one code show how a scanner types; what they show is kept with the station's settings. */
export function Calibrate({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const text = words.screens.calibrate;
  const bridge = useBridge();
  const typed = useContext(TypedContext);
  const [seen, setSeen] = useState<Calibration>(() => calibrationOf(beginCalibration()));

  useEffect(() => {
    let state = beginCalibration();
    const look = (next: typeof state) => {
      state = next;
      const found = calibrationOf(state);
      setSeen(found);
      if (found.t === 'open') return;
      typed.tap(null);
      if (found.t !== 'profile') return;
      typed.follow(applyProfile(found.profile));
      void bridge.saveKeyboard(found.profile);
    };
    typed.tap({
      key: (key) => look(pressCalibrationKey(state, key)),
      quiet: () => look(quietCalibration(state)),
      quietMs: CALIBRATION_QUIET_MS,
    });
    return () => typed.tap(null);
  }, [typed, bridge]);

  return (
    <section className="card-test__calibrate" role="dialog" aria-label={text.title} data-calibration={seen.t}>
      <Sign name={seen.t === 'profile' ? 'ok' : seen.t === 'finding' ? 'warn' : 'ask'} />
      <div>
        <h2>{text.title}</h2>
        <p className="say">{seen.t === 'open' ? text.left(seen.scansLeft) : told(seen, words)}</p>
      </div>
      <button type="button" className="key" onClick={onClose}>
        {text.close}
      </button>
    </section>
  );
}

function told(seen: Exclude<Calibration, { t: 'open' }>, words: ReturnType<typeof useWords>): string {
  const text = words.screens.calibrate;
  if (seen.t === 'profile') return text.done;
  const { code, what } = seen.finding;
  switch (code) {
    case 'not-the-sheet':
    case 'scans-differ':
    case 'suffix-differs':
    case 'needs-prefix':
    case 'too-slow':
      return text.findings[code];
    default:
      return words.cardFindings[code](what);
  }
}
