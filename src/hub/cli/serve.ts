import { isIP } from 'node:net';
import type { Hub } from '../open-hub.ts';
import { type Arguments, text, UsageError, wholeNumber } from './read-arguments.ts';

const DEFAULT_PORT = 8321;

/** Set by Electron when the hub runs as a utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void;
}

export interface ServePlan {
  readonly host: string;
  readonly port: number;
}

/** @throws UsageError: keys and PINs must not cross a network in clear */
export function planServe(args: Arguments): ServePlan {
  const host = text(args, 'host') ?? '127.0.0.1';
  if (!isLoopback(host) && args.values['allow-plain-http'] !== true) {
    throw new UsageError(
      `Host ${host} can be reached from outside and this hub speaks plain HTTP: put a TLS proxy before it, or say --allow-plain-http.`,
    );
  }
  return { host, port: wholeNumber(args, 'port', { min: 0, max: 65_535 }) ?? DEFAULT_PORT };
}

/** Serves until SIGTERM, SIGINT or the message "stop" of the parent; a second signal does not wait. */
export async function serve(hub: Hub, plan: ServePlan): Promise<void> {
  const stopped = stopAsked();
  const { url } = await hub.listen(plan);
  const ready = { ready: true, url };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  parentPort()?.postMessage(ready);
  await stopped;
}

function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
    parentPort()?.on('message', ({ data }) => {
      if (data === 'stop') resolve();
    });
  });
}

export function parentPort(): ParentPort | undefined {
  return (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
