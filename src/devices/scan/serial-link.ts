import type { Chance, Clock } from '../../runtime/clock.ts';
import type { DeviceLink, LinkCode, LinkStatus } from '../../runtime/scanner-port.ts';
import { describeTrouble } from './link-trouble.ts';
import { type ListPorts, listRealPorts, type PortMatch, resolvePort, same } from './resolve-port.ts';
import { type MakeSerial, makeRealSerial, type SerialLike, type SerialLine } from './serial-port.ts';

/** What a link needs from outside; the last three are the real ones unless a test gives others. */
export interface LinkWorld {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly makeSerial?: MakeSerial | undefined;
  readonly listPorts?: ListPorts | undefined;
  readonly platform?: string | undefined;
}

export interface SerialLink {
  onStatus(listener: (status: LinkStatus) => void): () => void;
  isReady(): boolean;
  /** True once the system has the bytes; false when the device is away or takes nothing for a second. Never rejects. */
  write(bytes: Uint8Array): Promise<boolean>;
  start(): void;
  stop(): Promise<void>;
}

/** Windows does not always say that a device has gone, so its list is asked. */
const PRESENCE_MS = 5000;
const WRITE_MS = 1000;

/**
 * Keeps one serial device connected, scanner or scale. After a loss it tries again after 250 ms twenty times, then every second thirty
 * times, then every 3 s for ever (±20 %); without permission every 3 s at once. Each try looks up anew where the device is and makes a new
 * port. `onOpen` and `onLost` are called in turn, so that no half of a message ever meets the next.
 */
export function createSerialLink(
  device: {
    readonly match: PortMatch;
    readonly line: SerialLine;
    onData(bytes: Uint8Array): void;
    onOpen(again: boolean): void;
    onLost(): void;
  },
  { clock, chance, ...world }: LinkWorld,
): SerialLink {
  const makeSerial = world.makeSerial ?? makeRealSerial;
  const listPorts = world.listPorts ?? listRealPorts;
  const platform = world.platform ?? process.platform;
  const statuses = new Set<(status: LinkStatus) => void>();
  let port: SerialLike | null = null;
  let opened = false;
  let stopped = false;
  let tries = 0;
  let status: LinkStatus | null = null;
  let cancelRetry: (() => void) | null = null;
  let cancelPresence: (() => void) | null = null;

  function report(link: DeviceLink, code: LinkCode, detail: string): void {
    const before = status;
    // "Nothing there" after "unplugged" is the same news once more.
    const isOld = before?.code === code || (before?.code === 'unplugged' && code === 'no-device');
    if (before?.link === link && isOld) return;
    const sinceMs = before?.link === link ? before.sinceMs : clock.nowMs();
    const now: LinkStatus = { link, code, detail, sinceMs };
    status = now;
    for (const listener of statuses) listener(now);
  }

  async function connect(): Promise<void> {
    if (status === null) report('connecting', 'connecting', 'Looking for the device.');
    const resolved = await resolvePort(device.match, { platform, listPorts });
    if (stopped) return;
    if (!resolved.ok) return tryAgain('lost', resolved.error.code, resolved.error.detail);
    const path = resolved.value;
    let opening: SerialLike;
    try {
      opening = await makeSerial(path, device.line);
    } catch (error) {
      return tryAgain('lost', 'no-driver', error instanceof Error ? error.message : String(error));
    }
    if (stopped) return;
    opening.on('error', () => undefined); // an unplug says everything by `close`; without a listener this would be thrown
    opening.on('data', (bytes) => {
      if (port === opening) device.onData(bytes);
    });
    // `lose` and `stop` forget the port before they close it, so any other close is a loss; Windows gives no reason with it.
    opening.on('close', (error) => {
      if (port === opening) lose(error?.message ?? 'the port was closed');
    });
    opening.open((error) => {
      if (error !== null && error !== undefined) {
        letGo(opening);
        const { link, code, detail } = describeTrouble(error.message, path, platform);
        return tryAgain(link, code, detail);
      }
      if (stopped) return opening.close(() => undefined);
      port = opening;
      tries = 0;
      device.onOpen(opened);
      opened = true;
      if (platform === 'win32') void watchPresence(opening, path, false);
      report('ready', 'ready', `Connected at ${path}.`);
    });
  }

  function lose(why: string): void {
    const old = port;
    port = null;
    cancelPresence?.();
    if (old !== null) letGo(old);
    device.onLost();
    tryAgain('lost', 'unplugged', `The device is gone (${why}).`);
  }

  function letGo(old: SerialLike): void {
    old.removeAllListeners();
    old.on('error', () => undefined);
  }

  function tryAgain(link: DeviceLink, code: LinkCode, detail: string): void {
    if (stopped) return;
    report(link, code, detail);
    const pause = link === 'denied' || tries >= 50 ? 3000 : tries < 20 ? 250 : 1000;
    tries += 1;
    cancelRetry = clock.after(pause * (0.8 + 0.4 * chance.next()), () => void connect());
  }

  async function watchPresence(watched: SerialLike, path: string, wasListed: boolean): Promise<void> {
    // A list that cannot be had proves nothing, nor does one that never had this port: some virtual ports are in none.
    const ports = await listPorts().catch(() => null);
    if (port !== watched) return;
    const isListed =
      ports === null ? wasListed : ports.some((listed) => same(listed.path, path.replace('\\\\.\\', '')));
    if (wasListed && !isListed) {
      lose('it is no longer in the list of ports');
      watched.close(() => undefined);
      return;
    }
    cancelPresence = clock.after(PRESENCE_MS, () => void watchPresence(watched, path, isListed));
  }

  return {
    onStatus(listener) {
      statuses.add(listener);
      return () => statuses.delete(listener);
    },
    isReady: () => port !== null,
    write(bytes) {
      const open = port;
      if (open === null) return Promise.resolve(false);
      return new Promise((resolve) => {
        // A device that holds up its line by flow control never answers; nobody waits for it longer than this.
        const giveUp = clock.after(WRITE_MS, () => resolve(false));
        open.write(bytes, (error) => {
          giveUp();
          resolve(error === null || error === undefined);
        });
      });
    },
    start: () => void connect(),
    async stop() {
      stopped = true;
      cancelRetry?.();
      cancelPresence?.();
      const open = port;
      port = null;
      if (open === null) return;
      device.onLost();
      await new Promise<void>((resolve) => open.close(() => resolve()));
    },
  };
}
