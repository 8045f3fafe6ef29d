import type { JobState } from '../../src/core/print.ts';
import type { SignName } from './sign.tsx';

/** A paper's state as a shape. Only what has come out has the tick; what only a scan can tell has the scan's brackets. */
export const JOB_SIGNS = {
  queued: 'busy',
  sending: 'busy',
  attention: 'warn',
  printed: 'ok',
  unknown: 'ask',
  not_sent: 'warn',
  awaited: 'pause',
  failed: 'error',
} as const satisfies Record<JobState, SignName>;
