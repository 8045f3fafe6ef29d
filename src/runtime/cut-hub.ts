import { awayHub } from './away-hub.ts';
import type { Clock } from './clock.ts';
import type { HubPort } from './hub-port.ts';
import type { StopSignal } from './ports.ts';

export interface CutHub {
  readonly port: HubPort;
  /** Cuts for so long, or lets everything through again (null). A cut ends by itself: a bench that cannot say so must not stay alone. */
  cut(forMs: number | null): void;
}

/**
 * The same hub behind a switch: while it is off every request fails at once as it does without a network, and so does what was under
 * way. What the hub did meanwhile is not heard, as in a real outage. `onEnd` is called when the time is over.
 */
export function createCutHub(hub: HubPort, clock: Clock, onEnd: () => void): CutHub {
  const away = awayHub('the network is cut on purpose');
  const waiting = new Set<() => void>();
  let isCut = false;
  let cancel: (() => void) | null = null;

  /** The hub's answer, or that of a hub out of reach if the cut comes first. */
  function unlessCut<T>(ask: () => Promise<T>, away: () => Promise<T>, onCut = () => {}): Promise<T> {
    if (isCut) return away();
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        onCut();
        resolve(away());
      };
      const done = () => waiting.delete(giveUp);
      waiting.add(giveUp);
      ask().then(resolve, reject).finally(done);
    });
  }

  return {
    port: {
      hello: () => unlessCut(hub.hello, away.hello),
      feed(ask) {
        const stop = stopAlso(ask.signal);
        const page = () => hub.feed({ ...ask, signal: stop.signal });
        return unlessCut(page, () => away.feed(ask), stop.abort).finally(stop.release);
      },
      claim: (request) =>
        unlessCut(
          () => hub.claim(request),
          () => away.claim(request),
        ),
      push: (request) =>
        unlessCut(
          () => hub.push(request),
          () => away.push(request),
        ),
      harden: (request) =>
        unlessCut(
          () => hub.harden(request),
          () => away.harden(request),
        ),
      renew: (items) =>
        unlessCut(
          () => hub.renew(items),
          () => away.renew(items),
        ),
      takeOver: (request) =>
        unlessCut(
          () => hub.takeOver(request),
          () => away.takeOver(request),
        ),
      assertClaims: (request) =>
        unlessCut(
          () => hub.assertClaims(request),
          () => away.assertClaims(request),
        ),
      pushRaw: (raw) =>
        unlessCut(
          () => hub.pushRaw(raw),
          () => away.pushRaw(raw),
        ),
      stream(signal, onPoke) {
        const stop = stopAlso(signal);
        const pokes = () => hub.stream(stop.signal, () => void (stop.signal.aborted || onPoke()));
        return unlessCut(pokes, () => away.stream(signal, onPoke), stop.abort).finally(stop.release);
      },
      document: (sha256) =>
        unlessCut(
          () => hub.document(sha256),
          () => away.document(sha256),
        ),
    },
    cut(forMs) {
      cancel?.();
      cancel = null;
      isCut = forMs !== null;
      if (forMs === null) return;
      for (const giveUp of [...waiting]) giveUp();
      cancel = clock.after(forMs, () => {
        cancel = null;
        isCut = false;
        onEnd();
      });
    },
  };
}

/** A signal that stops with another one, or alone. `release` forgets the other. */
function stopAlso(outer: StopSignal): { readonly signal: StopSignal; abort(): void; release(): void } {
  const listeners = new Set<() => void>();
  let aborted = outer.aborted;
  const abort = () => {
    if (aborted) return;
    aborted = true;
    for (const listener of [...listeners]) listener();
  };
  outer.addEventListener('abort', abort);
  return {
    signal: {
      get aborted() {
        return aborted;
      },
      addEventListener: (_type, listener) => void listeners.add(listener),
      removeEventListener: (_type, listener) => void listeners.delete(listener),
    },
    abort,
    release: () => outer.removeEventListener('abort', abort),
  };
}
