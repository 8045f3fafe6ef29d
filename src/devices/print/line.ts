/** One way to a printer, open. Replies are always read: unread input would turn a TCP connection's FIN into an RST. */
export interface Line {
  readonly closed: boolean;
  /** Something has arrived on it, ever. */
  readonly heard: boolean;
  /** Resolves when the operating system took the bytes, or false when the line is gone. */
  send(bytes: Uint8Array): Promise<boolean>;
  /** What arrived since the last call. */
  takeReceived(): Uint8Array;
  /** Called whenever bytes arrive and when the line closes; returns how to stop listening. */
  onChange(listener: () => void): () => void;
  /** Ends politely (what is still coming is read), by force when the other side does not answer. */
  close(): Promise<void>;
}

/**
 * Why there is no line; nothing of a job was written. `refused`: nobody is there (refused, no route, no such device).
 * `no-answer`: the knock hangs, or the device is held by somebody else.
 */
export type NoLine = 'refused' | 'no-answer';

export type Dial = (timeoutMs: number) => Promise<Line | NoLine>;

/** A printer's answers are short; more than this is noise and only its end is kept. */
const KEPT_BYTES = 4096;

/** What every kind of line does the same way: keeping what came in, and telling who listens. */
export interface LineEar {
  readonly closed: boolean;
  readonly heard: boolean;
  receive(chunk: Uint8Array): void;
  end(): void;
  takeReceived(): Uint8Array;
  onChange(listener: () => void): () => void;
  /** Resolves false as soon as the line closes, though the system never answers. */
  unlessClosed(write: (done: (taken: boolean) => void) => void): Promise<boolean>;
}

export function createLineEar(): LineEar {
  const listeners = new Set<() => void>();
  let received: Uint8Array = new Uint8Array();
  let closed = false;
  let heard = false;
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const onChange = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get closed() {
      return closed;
    },
    get heard() {
      return heard;
    },
    receive: (chunk) => {
      heard = true;
      received = Buffer.concat([received, chunk]).subarray(-KEPT_BYTES);
      changed();
    },
    end: () => {
      if (closed) return;
      closed = true;
      changed();
    },
    takeReceived: () => {
      const taken = received;
      received = new Uint8Array();
      return taken;
    },
    onChange,
    unlessClosed: (write) =>
      new Promise((resolve) => {
        if (closed) return resolve(false);
        const off = onChange(() => {
          if (closed) settle(false);
        });
        const settle = (taken: boolean): void => {
          off();
          resolve(taken);
        };
        write(settle);
      }),
  };
}
