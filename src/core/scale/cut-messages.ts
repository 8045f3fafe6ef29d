/** Longer than every message of the four protocols; what is longer is not a scale talking. */
const MAX_BYTES = 64;

export interface MessageCutter {
  /** Whole messages as Latin-1 text without their start and end bytes; null for one that was too long. */
  push(bytes: Uint8Array): (string | null)[];
  /** Forgets a half message: call it when the line was lost or the scale fell silent. */
  reset(): void;
}

/**
 * Cuts a scale's bytes into messages. The result does not depend on how the bytes were chunked.
 * With a `start` byte, everything outside is dropped, and a new start drops what was open. `bits: 7` takes off a parity bit that the line
 * settings have left on.
 */
export function createMessageCutter(form: {
  readonly ends: readonly number[];
  readonly start?: number | undefined;
  readonly bits: 7 | 8;
}): MessageCutter {
  let open: number[] = [];
  let inside = form.start === undefined;
  let overlong = false;

  function reset(): void {
    open = [];
    inside = form.start === undefined;
    overlong = false;
  }

  return {
    push(bytes) {
      const messages: (string | null)[] = [];
      for (const raw of bytes) {
        const byte = form.bits === 7 ? raw & 0x7f : raw;
        if (byte === form.start) {
          reset();
          inside = true;
        } else if (!inside) continue;
        else if (form.ends.includes(byte)) {
          if (overlong) messages.push(null);
          else if (open.length > 0) messages.push(String.fromCharCode(...open));
          reset();
        } else if (open.length >= MAX_BYTES) overlong = true;
        else open.push(byte);
      }
      return messages;
    },
    reset,
  };
}
