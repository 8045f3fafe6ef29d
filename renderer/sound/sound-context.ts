import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Speaker } from './speaker.ts';

type Ear = Pick<Speaker, 'isHeard' | 'subscribe'>;

export const SoundContext = createContext<Ear>({ isHeard: () => true, subscribe: () => () => {} });

export function useSoundIsHeard(): boolean {
  const ear = useContext(SoundContext);
  return useSyncExternalStore(ear.subscribe, ear.isHeard, ear.isHeard);
}
