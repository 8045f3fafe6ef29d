import type { Sound } from '../../src/core/verdict.ts';
import { type Beep, SOUNDS } from './sounds.ts';

export interface Speaker {
  /** Starts at once; a sound never waits for the picture. */
  readonly play: (sound: Sound) => void;
  readonly isHeard: () => boolean;
  readonly subscribe: (changed: () => void) => () => void;
  readonly close: () => void;
}

const FADE_S = 0.004;

/** One AudioContext for the life of the page; a computer without sound gets a chip in the strip, not a crash. */
export function openSpeaker(): Speaker {
  const listeners = new Set<() => void>();
  const context = typeof AudioContext === 'undefined' ? null : new AudioContext({ latencyHint: 'interactive' });
  const wake = () => {
    if (context !== null && context.state !== 'running' && context.state !== 'closed')
      void context.resume().catch(() => {});
  };
  const changed = () => {
    wake();
    for (const listener of listeners) listener();
  };
  context?.addEventListener('statechange', changed);
  // Some systems refuse sound until the first touch.
  window.addEventListener('pointerdown', wake);
  navigator.mediaDevices?.addEventListener('devicechange', wake);
  wake();

  return {
    play: (sound) => {
      if (context === null) return;
      const beeps: readonly Beep[] = SOUNDS[sound];
      for (const beep of beeps) sing(context, beep);
    },
    isHeard: () => context?.state === 'running',
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      context?.removeEventListener('statechange', changed);
      window.removeEventListener('pointerdown', wake);
      navigator.mediaDevices?.removeEventListener('devicechange', wake);
      void context?.close();
    },
  };
}

function sing(context: AudioContext, { fromMs, lengthMs, hertz, shape, gain }: Beep): void {
  const start = context.currentTime + fromMs / 1000;
  const end = start + lengthMs / 1000;
  const voice = context.createOscillator();
  const volume = context.createGain();
  voice.type = shape;
  voice.frequency.value = hertz;
  // Without the two short ramps every beep would begin and end with a click.
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(gain, start + FADE_S);
  volume.gain.setValueAtTime(gain, end - FADE_S);
  volume.gain.linearRampToValueAtTime(0, end);
  voice.connect(volume).connect(context.destination);
  voice.start(start);
  voice.stop(end);
}
