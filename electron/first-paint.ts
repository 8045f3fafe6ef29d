/** The first picture a person sees. What nobody waits for yet (labels' fonts, the demo's hub) begins only after it. */
export interface FirstPaint {
  readonly happened: Promise<void>;
  tell(): void;
  /** Wall clock; null before it. */
  atMs(): number | null;
}

/** A hidden window is never painted; the rest of the station must come up all the same. */
const AT_LATEST_MS = 3000;

export function createFirstPaint(): FirstPaint {
  let atMs: number | null = null;
  let resolve: () => void = () => undefined;
  const happened = new Promise<void>((done) => {
    resolve = done;
  });
  setTimeout(resolve, AT_LATEST_MS);
  return {
    happened,
    tell() {
      atMs ??= Date.now();
      resolve();
    },
    atMs: () => atMs,
  };
}
