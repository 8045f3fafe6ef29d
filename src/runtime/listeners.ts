/** Whoever wants to hear of something; the returned function stops it. */
export function createListeners<Told>(): { add(listener: (told: Told) => void): () => void; tell(told: Told): void } {
  const listeners = new Set<(told: Told) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(told) {
      for (const listener of listeners) listener(told);
    },
  };
}
