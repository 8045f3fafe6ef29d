import { failure } from '../core/result.ts';
import type { HubFault, HubPort } from './hub-port.ts';

/** A hub that is out of reach, whatever is asked of it. */
export function awayHub(detail: string): HubPort {
  const fault: HubFault = { kind: 'hub-unreachable', detail };
  const away = () => Promise.resolve(failure(fault));
  return {
    hello: away,
    feed: away,
    claim: away,
    harden: away,
    renew: away,
    takeOver: away,
    assertClaims: away,
    push: away,
    pushRaw: away,
    document: away,
    stream: () => Promise.resolve(fault),
  };
}
