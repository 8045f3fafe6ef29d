import type { PrinterFace } from '../src/devices/print/line-printer.ts';
import { awayHub } from '../src/runtime/away-hub.ts';
import type { HubPort } from '../src/runtime/hub-port.ts';
import type { LabelMaker, Printer } from '../src/runtime/ports.ts';

export interface LateHub {
  readonly port: HubPort;
  arrive(hub: HubPort): void;
}

/** As long as the demo's own hub may take to start on a slow machine before the bench says that it is alone. */
const ARRIVES_WITHIN_MS = 20_000;

/**
 * A hub whose address is not known yet. The bench opens without it; its greeting waits for the hub, so that the two find each other the moment
 * that both are there.
 */
export function createLateHub(): LateHub {
  const away = awayHub('the hub is starting');
  let hub = away;
  let tellArrived: (hub: HubPort) => void = () => undefined;
  const arrived = new Promise<HubPort>((resolve) => {
    tellArrived = resolve;
  });
  const impatience = new Promise<HubPort>((resolve) => {
    setTimeout(() => resolve(away), ARRIVES_WITHIN_MS).unref();
  });
  return {
    port: {
      hello: async () => (hub === away ? await Promise.race([arrived, impatience]) : hub).hello(),
      feed: (ask) => hub.feed(ask),
      claim: (request) => hub.claim(request),
      harden: (request) => hub.harden(request),
      renew: (items) => hub.renew(items),
      takeOver: (request) => hub.takeOver(request),
      assertClaims: (request) => hub.assertClaims(request),
      push: (request) => hub.push(request),
      pushRaw: (raw) => hub.pushRaw(raw),
      stream: (signal, onPoke) => hub.stream(signal, onPoke),
      document: (sha256) => hub.document(sha256),
    },
    arrive(comes) {
      hub = comes;
      tellArrived(comes);
    },
  };
}

/**
 * Warming the label worker takes longer than opening the window may, so the first label waits for it and nothing else does.
 * One that did not come up is opened anew for the next label.
 */
export function lateLabelMaker(after: Promise<void>, open: () => Promise<LabelMaker>): LabelMaker {
  let opening: Promise<LabelMaker> | null = after.then(open);
  // Told to whoever wants a label; before that nobody is there to hear of it.
  opening.catch(() => undefined);
  async function maker(): Promise<LabelMaker> {
    opening ??= open();
    try {
      return await opening;
    } catch (error) {
      opening = null;
      throw error;
    }
  }

  return {
    make: async (document, form) => (await maker()).make(document, form),
    prepare: async (source, form) => (await maker()).prepare(source, form),
    slip: async (document, form) => (await maker()).slip(document, form),
    async close() {
      await (await opening?.catch(() => null))?.close();
    },
  };
}

/** A printer whose port is not known yet. Until then it is neither well nor lost, and its first job waits. */
export function latePrinter(face: PrinterFace, opening: Promise<Printer>): Printer {
  let printer: Printer | null = null;
  opening.then(
    (opened) => {
      printer = opened;
    },
    // Whoever prints first is told by the rejected promise itself.
    () => undefined,
  );
  return {
    ...face,
    status: (timeoutMs) =>
      printer?.status(timeoutMs) ??
      Promise.resolve({ link: 'unknown', ready: false, atMs: Date.now(), conditions: [] } as const),
    print: async (bytes, options) => (await opening).print(bytes, options),
    clear: async () => (await opening).clear(),
    close: async () => (await opening).close(),
  };
}
