import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { EXIT, Stop } from '../runtime/exits.mjs';
import { say } from '../runtime/say.mjs';

/**
 * The cable: one that is made here, or a terminal that is there already.
 * @param {string | null} path of a terminal; null: a pair is made
 */
export async function openLine(path, scanner) {
  const end = path === null ? await openPair(scanner) : await openTerminal(path);

  async function deliver(deliveries) {
    for (const { chunks, chunkGapMs, afterMs } of deliveries) {
      for (const [at, chunk] of chunks.entries()) {
        if (at > 0 && chunkGapMs > 0) await pause(chunkGapMs);
        await end.send(chunk);
      }
      await pause(afterMs);
    }
  }

  return {
    path: end.path,
    deliver,
    send: end.send,
    async unplug(forMs) {
      if (end.unplug === null) say('A terminal that is not ours cannot be unplugged: silence instead.');
      await end.unplug?.();
      await pause(forMs);
      await end.plugIn?.();
    },
    close: end.close,
  };
}

async function openPair({ openPtyScanner, SocatMissing }) {
  try {
    return await openPtyScanner();
  } catch (error) {
    if (error instanceof SocatMissing) throw new Stop(EXIT.couldNotStart, `${error.message}.`);
    throw error;
  }
}

async function openTerminal(path) {
  let handle;
  try {
    // Without O_NOCTTY this process could get the terminal for its own, and die of its hang-up.
    handle = await open(path, constants.O_RDWR | constants.O_NOCTTY);
  } catch (error) {
    throw new Stop(EXIT.couldNotStart, `${path} cannot be opened (${error.message}).`);
  }
  return { path, send: (bytes) => handle.write(bytes), unplug: null, close: () => handle.close() };
}
