import type { ChildProcess } from 'node:child_process';
import { constants, type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cables from './pty-cable.ts';

/** A scanner at the far end of a real terminal pair: what it sends goes through the operating system's serial stack. */
export interface PtyScanner {
  /** The end that the app opens. */
  readonly path: string;
  /** The scanner's own end, for another process that is to write to it. */
  readonly farPath: string;
  scan(text: string): Promise<void>;
  send(bytes: Uint8Array): Promise<void>;
  /** Waits until the app has sent this many bytes since the plug was put in, and gives them; ask for no more than it sends. */
  received(atLeast: number): Promise<Uint8Array>;
  /** Pulls the cable; `plugIn` puts it back under the same path. */
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  close(): Promise<void>;
}

export const SocatMissing = cables.SocatMissing;

export async function openPtyScanner(): Promise<PtyScanner> {
  const folder = await mkdtemp(join(tmpdir(), 'packhouse-pty-'));
  const path = join(folder, 'scanner');
  const farPath = join(folder, 'far-end');
  let cable: ChildProcess | null = null;
  let end: FileHandle | null = null;
  let heard: number[] = [];

  async function plugIn(): Promise<void> {
    heard = [];
    cable = await cables.startPtyCable(path, farPath);
    // Without O_NOCTTY a process that leads its session would get this terminal for its own, and die of its hang-up.
    end = await open(farPath, constants.O_RDWR | constants.O_NOCTTY);
  }

  async function unplug(): Promise<void> {
    await end?.close();
    end = null;
    const old = cable;
    cable = null;
    if (old !== null) await cables.cutPtyCable(old, [path, farPath]);
  }

  function plugged(): FileHandle {
    if (end === null) throw new Error('The virtual scanner is unplugged');
    return end;
  }

  async function send(bytes: Uint8Array): Promise<void> {
    await plugged().write(bytes);
  }

  await plugIn();
  return {
    path,
    farPath,
    scan: (text) => send(Buffer.from(`${text}\r`, 'latin1')),
    send,
    async received(atLeast) {
      while (heard.length < atLeast) {
        const { bytesRead, buffer } = await plugged().read(Buffer.alloc(64));
        heard.push(...buffer.subarray(0, bytesRead));
      }
      return Uint8Array.from(heard);
    },
    unplug,
    plugIn,
    async close() {
      await unplug();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
