import { createHash, X509Certificate } from 'node:crypto';
import { failure, type Result } from '../core/result.ts';
import type { HubFault } from '../runtime/hub-port.ts';
import { HUB_ROUTES } from '../wire/hub-api.ts';
import { ENROLMENT_CODE, type Enrolled, FingerprintSchema } from '../wire/hub-station.ts';
import { createHubCall } from './hub-call.ts';
import { createFirstFetch } from './pinned-fetch.ts';

/** What stands on the code that an office or a supervisor hands out. */
export interface EnrolmentAsk {
  readonly hub: string;
  readonly code: string;
  /** SHA-256 of the hub's certificate; null: an authority vouches for it, or it is on this computer. */
  readonly pin: string | null;
}

const QR_PREFIX = 'packhouse:enrol?';
const TIMEOUT_MS = 15_000;

/** The text of a QR code, or "URL CODE" as somebody types it. Null: neither. */
export function parseEnrolment(text: string): EnrolmentAsk | null {
  const trimmed = text.trim();
  if (trimmed.toLowerCase().startsWith(QR_PREFIX)) {
    const fields = new URLSearchParams(trimmed.slice(QR_PREFIX.length));
    return askOf(fields.get('hub') ?? '', fields.get('code') ?? '', fields.get('pin'));
  }
  const [hub = '', ...code] = trimmed.split(/\s+/);
  return askOf(hub, code.join(''), null);
}

function askOf(hub: string, typed: string, pin: string | null): EnrolmentAsk | null {
  const code = codeOf(typed);
  if (!ENROLMENT_CODE.test(code) || !URL.canParse(hub) || !/^https?:\/\/[^\s]+$/i.test(hub)) return null;
  if (pin !== null && !FingerprintSchema.safeParse(pin).success) return null;
  return { hub, code, pin };
}

/** Crockford: what looks alike is the same, and hyphens only help the eye. */
function codeOf(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replaceAll('O', '0');
}

/**
 * Trades a code for the key of a station. With a pin nothing is said to a hub whose certificate does not have it, and what the hub
 * gives as its certificate must have it too; without one the system's authorities must vouch.
 */
export async function enrolStation(
  ask: EnrolmentAsk & {
    readonly appVersion: string;
    /** Plain HTTP to another computer: everybody on the way can read the key. */
    readonly allowPlainHttp?: boolean;
    /** Stands in for the network in tests. */
    readonly fetch?: typeof fetch;
  },
): Promise<Result<Enrolled, HubFault>> {
  const { hub, code, pin, appVersion, allowPlainHttp = false } = ask;
  const url = new URL(hub);
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && !allowPlainHttp)
    return failure({
      kind: 'hub-unreachable',
      detail: `${url.origin} is not encrypted: the key would be read on the way`,
    });
  const through = ask.fetch ?? (pin !== null && url.protocol === 'https:' ? createFirstFetch(pin) : fetch);
  const call = createHubCall({ url: hub, key: null, fetch: through, timeoutMs: TIMEOUT_MS });
  const answer = await call.must(HUB_ROUTES.enrol, { body: { code, app_version: appVersion } });
  if (!answer.ok || pin === null) return answer;
  const { certificate } = answer.value;
  if (certificate === null || fingerprintOf(certificate) === pin) return answer;
  return failure({ kind: 'hub-garbled', detail: 'the hub gave another certificate than the code names' });
}

/** Null for what is no certificate. */
function fingerprintOf(pem: string): string | null {
  try {
    return createHash('sha256').update(new X509Certificate(pem).raw).digest('hex');
  } catch {
    return null;
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
