import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export type KillEngine = 'pglite' | 'postgres';

export interface HubProcess {
  readonly url: string;
  /** As a power cut ends it: nothing in it runs any more. */
  kill(): Promise<void>;
}

/** @param entry the bundled `src/hub/main.ts` */
export async function startHub(entry: string, engine: KillEngine, dir: string): Promise<HubProcess> {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [entry, '--port', '0', '--data', dir, '--engine', engine], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-2000);
  });
  const ended = once(child, 'exit');
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [unknown];
  if (typeof line !== 'string') throw new Error(`The hub ended before it was ready: ${complaint}`);
  return {
    url: JSON.parse(line).url,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
