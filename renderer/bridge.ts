import { createContext, useContext } from 'react';
import type { Choice } from '../src/core/phase.ts';
import type { Bridge } from '../src/wire/ipc-bridge.ts';

/** What the screens speak through. */
export type ScreenBridge = Bridge & {
  /** The answer to the question on the sheet. */
  readonly choose: (choice: Choice) => Promise<unknown>;
  /** Weight of the box in hand, keyed in, in whole grams. */
  readonly enterWeight: (grams: number) => Promise<unknown>;
};

declare global {
  interface Window {
    /** Put there by the preload; the gallery and the tests put a double in its place. */
    readonly packhouse: ScreenBridge;
  }
}

export const BridgeContext = createContext<ScreenBridge | null>(null);

export function useBridge(): ScreenBridge {
  const bridge = useContext(BridgeContext);
  if (bridge === null) throw new Error('A component that speaks to the station stands outside of BridgeContext');
  return bridge;
}
