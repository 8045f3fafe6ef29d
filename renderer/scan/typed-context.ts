import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Typed, WedgeListener } from './wedge-listener.ts';

type TypedSource = Pick<WedgeListener, 'subscribe' | 'snapshot' | 'divert' | 'write' | 'tap' | 'follow'>;

const NOTHING: Typed = { text: '', half: false, diverted: false };
const SILENT: TypedSource = {
  subscribe: () => () => {},
  snapshot: () => NOTHING,
  divert: () => {},
  write: () => {},
  tap: () => {},
  follow: () => {},
};

export const TypedContext = createContext<TypedSource>(SILENT);

export function useTyped(): Typed {
  const source = useContext(TypedContext);
  return useSyncExternalStore(source.subscribe, source.snapshot, source.snapshot);
}
