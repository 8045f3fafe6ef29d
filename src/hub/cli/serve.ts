import type { Hub } from '../open-hub.ts';
import type { NetworkPlan } from './plan-network.ts';

/** Set by Electron when the hub runs as a utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void;
}

/** Serves until SIGTERM, SIGINT or the message "stop" of the parent; a second signal does not wait. */
export async function serve(hub: Hub, plan: NetworkPlan): Promise<void> {
  const stopped = stopAsked();
  const { url } = await hub.listen(plan);
  const pin = hub.context.certificate?.fingerprint;
  const ready = { ready: true, url, public_url: hub.context.publicUrl, ...(pin === undefined ? {} : { pin }) };
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
