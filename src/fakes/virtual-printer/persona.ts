import type { Engine } from './engine.ts';

export type Reply = (bytes: Uint8Array) => void;

/** One printer language. The interpreter's state is the printer's: a broken connection leaves half a format behind. */
export interface Persona {
  /**
   * Real-time commands are answered before the buffer, in every fault. Called with what a connection received; returns
   * what goes into the buffer.
   */
  realtime(chunk: Buffer, reply: Reply): Buffer;
  /** Not a part of any job, though it is answered in turn; faults that wait for a byte do not count it. */
  isQuestion(bytes: Buffer): boolean;
  /** Takes buffered bytes in turn; returns how many it took. It takes none while the engine has no room. */
  parse(bytes: Buffer, reply: Reply): number;
  /** Between two jobs: another connection may have its turn. */
  readonly idle: boolean;
  /** Switched off and on. */
  reset(): void;
}

/** What a language needs from the machine. */
export interface Machine {
  readonly engine: Engine;
  readonly widthDots: number;
  readonly dpi: number;
  odometer(): number;
  unknown(command: string): void;
  cancelled(): void;
}
