import { createContext, useContext } from 'react';
import type { Bridge } from '../src/wire/ipc-bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload; the gallery and the tests put a double in its place. */
    readonly packhouse: Bridge;
  }
}

export const BridgeContext = createContext<Bridge | null>(null);

export function useBridge(): Bridge {
  const bridge = useContext(BridgeContext);
  if (bridge === null) throw new Error('A component that speaks to the station stands outside of BridgeContext');
  return bridge;
}
