import { createConnection, type Socket } from 'node:net';
import { isStopped } from '../../../src/fakes/virtual-printer/fault.ts';
import type { VirtualPrinter } from '../../../src/fakes/virtual-printer/virtual-printer.ts';

/**
 * Knows what has left one end of the loopback and not reached the other. The kernel may take its time on a busy machine;
 * counting both ends tells that apart from an answer that never comes.
 */
export class Transit {
  readonly #paper: VirtualPrinter;
  readonly #sockets: Socket[] = [];
  /** What was lost for good: behind a reset, or in front of a printer that does not read. */
  #lost = [0, 0, 0, 0];

  constructor(paper: VirtualPrinter) {
    this.#paper = paper;
  }

  readonly connect = (host: string, port: number): Socket => {
    const socket = createConnection({ host, port });
    this.#sockets.push(socket);
    return socket;
  };

  /** Until nothing is under way and nothing new sets out. */
  async settle(): Promise<void> {
    for (let before = ''; before !== this.#traffic(); ) {
      before = this.#traffic();
      for (let round = 0; round < 5 && !this.#arrived(); round += 1) {
        await loops(20);
        if (!this.#arrived()) await new Promise((resolve) => setTimeout(resolve, 1));
      }
      if (!this.#arrived()) this.#lost = this.#underWay();
      await loops(5);
    }
  }

  #traffic(): string {
    const { bytes, answered, connections, odometer } = this.#paper.stats;
    return [bytes, answered, connections, odometer, ...this.#sockets.map(({ bytesWritten }) => bytesWritten)].join();
  }

  #arrived(): boolean {
    return this.#underWay().every((count, at) => count === this.#lost[at]);
  }

  #underWay(): number[] {
    const { bytes, answered, connections, waitingSheets } = this.#paper.stats;
    // The engine moves in real time, though only for a moment.
    const sum = (of: (socket: Socket) => number): number => this.#sockets.reduce((total, each) => total + of(each), 0);
    return [
      sum((socket) => socket.bytesWritten) - bytes,
      answered - sum((socket) => socket.bytesRead),
      sum((socket) => (socket.connecting || socket.localPort !== undefined || socket.bytesWritten > 0 ? 1 : 0)) -
        connections,
      isStopped(this.#paper.sensors) ? 0 : waitingSheets,
    ];
  }
}

async function loops(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await new Promise((resolve) => setImmediate(resolve));
}
