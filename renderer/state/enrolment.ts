import { useEffect, useState } from 'react';
import { useBridge } from '../bridge.ts';

/** Whether a station is just meeting its hub, and the code that was scanned for it; an empty text: it is typed. */
export function useEnrolment(): {
  readonly text: string | null;
  readonly open: () => void;
  readonly close: () => void;
} {
  const bridge = useBridge();
  const [text, setText] = useState<string | null>(null);
  useEffect(() => bridge.onEnrolment((enrolment) => setText(enrolment.text)), [bridge]);
  return { text, open: () => setText(''), close: () => setText(null) };
}
