import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cutPtyCable, startPtyCable } from '../../../src/fakes/pty-cable.ts';
import type { VirtualPrinter } from '../../../src/fakes/virtual-printer/virtual-printer.ts';

/** A printer behind a real terminal of the operating system: what is written there reaches the machine, and its answers come back. */
export interface CabledPaper {
  /** To open, as a device file or as a serial port. */
  readonly path: string;
  /** The printer stops taking anything; the terminal fills up. */
  block(): void;
  cut(): Promise<void>;
}

export async function cablePaper(paper: VirtualPrinter): Promise<CabledPaper> {
  const folder = mkdtempSync(join(tmpdir(), 'packhouse-cable-'));
  const path = join(folder, 'near');
  const cable = await startPtyCable(path, '-');
  const socket = createConnection(paper.address);
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => cable.stdin.write(bytes));
  cable.stdout.on('data', (bytes: Buffer) => socket.write(bytes));
  return {
    path,
    block: () => void cable.stdout.pause(),
    cut: async () => {
      socket.destroy();
      await cutPtyCable(cable, [path]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
