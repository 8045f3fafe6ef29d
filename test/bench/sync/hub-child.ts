import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { HUB_WORDS } from '../../../scripts/runtime/hub-words.mjs';

export interface HubState {
  readonly shipped: number;
  readonly duplicates: number;
  readonly events: number;
  readonly rssMb: number;
  readonly cpuMs: number;
  /** Null: the database is not a server of its own, or the system does not say. */
  readonly postgresCpuMs: number | null;
}

/** The process of `bench-hub.ts`. */
export interface HubChild {
  readonly url: string;
  readonly keys: readonly string[];
  readonly office: string;
  state(): Promise<HubState>;
  /** What a server does by itself when it has run for a minute. */
  analyse(): Promise<void>;
  close(): Promise<void>;
}

/** @param program bundle of bench-hub.ts. `where`: see there */
export async function startHub(
  program: string,
  {
    where,
    orders = 0,
    stations = 1,
    buffer = 30,
  }: { readonly where: string; readonly orders?: number; readonly stations?: number; readonly buffer?: number },
): Promise<HubChild> {
  const words = ['--expose-gc', ...HUB_WORDS, program, where, ...[orders, stations, buffer].map(String)];
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  async function line<Shape>(): Promise<Shape> {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('the hub ended');
    return JSON.parse(value) as Shape; // written by our own child
  }
  const address = await line<Pick<HubChild, 'url' | 'keys' | 'office'>>();
  return {
    ...address,
    state() {
      child.stdin.write('?\n');
      return line<HubState>();
    },
    async analyse() {
      child.stdin.write('analyse\n');
      await line();
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
