import type { StatusRow } from '../core/view.ts';
import { backOffMs } from './back-off.ts';
import type { Chance } from './clock.ts';
import type { HubFault } from './hub-port.ts';
import type { RetryBudget } from './retry-budget.ts';

type Refused = Extract<HubFault, { kind: 'hub-refused' }>;

type Refusal = Extract<
  StatusRow['why'],
  'refused' | 'forked' | 'enrolled-elsewhere' | 'history-gone' | 'event-too-large'
>;

/** A station that is shut out asks again at this pace: somebody has to act first. */
const SHUT_OUT_MS = 60_000;
/** Answers that end everything between this station and the hub until somebody has acted. The last ones are the station's own findings. */
const SHUT_OUT_CODES = [
  'seq_fork',
  'station_forked',
  'station_revoked',
  'unauthenticated',
  'wrong_role',
  'enrolled_elsewhere',
  'history_gone',
  'event_too_large',
];

export function isShutOut(fault: HubFault): boolean {
  return (
    fault.kind === 'hub-refused' &&
    (fault.status === 401 || fault.status === 403 || SHUT_OUT_CODES.includes(fault.code))
  );
}

const WHY: Readonly<Record<string, Refusal>> = {
  seq_fork: 'forked',
  station_forked: 'forked',
  enrolled_elsewhere: 'enrolled-elsewhere',
  history_gone: 'history-gone',
  event_too_large: 'event-too-large',
};

/** Why the hub and this station do not go together any more, for the person who has to act. */
export function whyRefused(fault: HubFault): Refusal {
  return (fault.kind === 'hub-refused' ? WHY[fault.code] : undefined) ?? 'refused';
}

/** The way to the hub itself is in doubt, not only this one request. */
export function isNetwork(fault: HubFault): boolean {
  return fault.kind === 'hub-unreachable';
}

/** Nothing more can be said before the hub has been greeted again. */
export function endsTalk(fault: HubFault): boolean {
  return isNetwork(fault) || isShutOut(fault) || (fault.kind === 'hub-refused' && fault.code === 'wrong_epoch');
}

/** The hub does not take what it was sent, however often that comes. */
export function isAboutContent(fault: HubFault): boolean {
  return fault.kind === 'hub-refused' && [400, 413, 415, 422].includes(fault.status);
}

/** What the station itself found out and says in the hub's words. */
export function foundOut(code: 'seq_fork' | 'enrolled_elsewhere' | 'history_gone' | 'event_too_large', detail: string) {
  return {
    kind: 'hub-refused',
    status: 409,
    code,
    detail,
    expected: null,
    retryAfterMs: null,
  } as const satisfies Refused;
}

/** Milliseconds to wait after a failure: what the hub asked for, full jitter, or the longest wait once the budget is spent. */
export function waitAfter(
  fault: HubFault,
  tries: number,
  by: { readonly chance: Chance; readonly budget: RetryBudget; readonly capMs: number },
): number {
  if (isShutOut(fault)) return SHUT_OUT_MS;
  const askedMs = fault.kind === 'hub-refused' ? (fault.retryAfterMs ?? 0) : 0;
  const ownMs = by.budget.spend() ? backOffMs(tries, by.chance, by.capMs) : by.capMs;
  return Math.max(askedMs, ownMs);
}
