import { useEffect, useState } from 'react';
import { useBridge } from '../bridge.ts';

/** The true bitmap of a label, once it has been made; asked for once a job. */
export function usePreview(jobId: string, hasPreview: boolean): string | null {
  const bridge = useBridge();
  const [known, setKnown] = useState<{ readonly jobId: string; readonly url: string } | null>(null);

  useEffect(() => {
    if (!hasPreview) return;
    let current = true;
    void bridge.preview({ jobId }).then((answer) => {
      if (current && answer.ok && answer.value !== null) setKnown({ jobId, url: answer.value });
    });
    return () => {
      current = false;
    };
  }, [bridge, jobId, hasPreview]);

  return known?.jobId === jobId ? known.url : null;
}
