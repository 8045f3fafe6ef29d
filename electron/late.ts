import type { PrinterLanguage } from '../src/core/print.ts';
import { failure } from '../src/core/result.ts';
import type { HubPort } from '../src/runtime/hub-port.ts';
import type { LabelMaker, Printer } from '../src/runtime/ports.ts';

export interface LateHub {
  readonly port: HubPort;
  arrive(hub: HubPort): void;
}

/** A hub whose address is not known yet: out of reach until it is. The bench opens without it. */
export function createLateHub(): LateHub {
  let hub: HubPort | null = null;
  const away = () => Promise.resolve(failure({ kind: 'hub-unreachable', detail: 'the hub is starting' } as const));
  return {
    port: {
      hello: () => hub?.hello() ?? away(),
      feed: (ask) => hub?.feed(ask) ?? away(),
      claim: (request) => hub?.claim(request) ?? away(),
      push: (request) => hub?.push(request) ?? away(),
    },
    arrive(arrived) {
      hub = arrived;
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
  return {
    async make(document, dpi) {
      opening ??= open();
      let maker: LabelMaker;
      try {
        maker = await opening;
      } catch (error) {
        opening = null;
        throw error;
      }
      return maker.make(document, dpi);
    },
    async close() {
      await (await opening?.catch(() => null))?.close();
    },
  };
}

/** A printer whose port is not known yet. Until then it is neither well nor lost, and its first job waits. */
export function latePrinter(name: string, language: PrinterLanguage, opening: Promise<Printer>): Printer {
  let printer: Printer | null = null;
  opening.then(
    (opened) => {
      printer = opened;
    },
    // Whoever prints first is told by the rejected promise itself.
    () => undefined,
  );
  return {
    name,
    language,
    status: (timeoutMs) =>
      printer?.status(timeoutMs) ??
      Promise.resolve({ link: 'unknown', ready: false, atMs: Date.now(), conditions: [] } as const),
    print: async (bytes, options) => (await opening).print(bytes, options),
    close: async () => (await opening).close(),
  };
}
