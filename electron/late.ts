import { failure } from '../src/core/result.ts';
import type { HubPort } from '../src/runtime/hub-port.ts';
import type { LabelMaker } from '../src/runtime/ports.ts';

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

/** Warming the label worker takes longer than opening the window may, so the first label waits for it and nothing else does. */
export function lateLabelMaker(opening: Promise<LabelMaker>): LabelMaker {
  return {
    make: async (document, dpi) => (await opening).make(document, dpi),
    close: async () => (await opening).close(),
  };
}
