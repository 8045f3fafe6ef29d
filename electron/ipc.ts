import { ipcMain, type WebContents } from 'electron';
import { failure, type Result, success } from '../src/core/result.ts';
import { channels } from '../src/wire/ipc-channels.ts';
import {
  type Answers,
  type Contract,
  contract,
  type IpcFault,
  type Pushes,
  type RequestOf,
} from '../src/wire/ipc-contract.ts';
import { isOurs } from './our-page.ts';
import { startFaultText } from './start-fault.ts';

/** What main does for each entry of the contract; a missing one does not compile. */
export type Serve = {
  readonly [Name in keyof Contract]: (request: RequestOf<Name>) => Promise<Result<Answers[Name], IpcFault>>;
};

/**
 * Binds the contract: the sender is checked and the request parsed before anything of ours sees it; nothing throws across.
 * The window opens while the bench is still opening, so what it asks first waits for `opening`.
 */
export function serveIpc(opening: Promise<Serve>, onBug: (bug: unknown) => void): void {
  // Whoever opens the bench tells why it did not open; here it is only an answer.
  opening.catch(() => undefined);
  for (const name of Object.keys(contract) as (keyof Contract)[]) {
    const { channel, request: schema } = contract[name];
    ipcMain.handle(channel, async (event, request: unknown) => {
      if (!isOurs(event)) return failure({ kind: 'wrong-sender', detail: name } satisfies IpcFault);
      const parsed = schema.safeParse(request);
      if (!parsed.success) {
        const detail = parsed.error.issues[0]?.message ?? 'does not fit';
        return failure({ kind: 'bad-request', detail: `${name}: ${detail}` } satisfies IpcFault);
      }
      let serve: Serve;
      try {
        serve = await opening;
      } catch (error) {
        return failure({ kind: 'not-ready', detail: startFaultText(error) } satisfies IpcFault);
      }
      try {
        // Each schema stands beside its handler in the same mapped type; TypeScript cannot follow that through the loop.
        return await (serve[name] as (request: unknown) => Promise<Result<unknown, IpcFault>>)(parsed.data);
      } catch (bug) {
        onBug(bug);
        const detail = bug instanceof Error ? bug.message : name;
        return failure({ kind: 'not-ready', detail } satisfies IpcFault);
      }
    });
  }
}

export function pushTo<Name extends keyof Pushes>(contents: WebContents, name: Name, push: Pushes[Name]): void {
  if (!contents.isDestroyed()) contents.send(channels[name], push);
}

export function done(): Promise<Result<null, never>> {
  return Promise.resolve(success(null));
}
