import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { FromDevice, ToDevice } from './device-message.ts';

/**
 * Runs as a process of its own, because a device that is stuck blocks threads of whoever touches it: four such waits and
 * no file in the whole app can be read any more. Being killed is its normal end.
 */

/** The device is asked for room and for replies this often; only while a job or a question is under way. */
const AGAIN_MS = 10;
const READ_BYTES = 4096;
/** Not ready yet (EAGAIN), or the parallel port's way of saying that there is no paper (ENOSPC): neither is an end. */
const WAIT: ReadonlySet<string> = new Set(['EAGAIN', 'EWOULDBLOCK', 'EINTR', 'ENOSPC']);

interface Channel {
  post(message: FromDevice): void;
  listen(listener: (message: ToDevice) => void): void;
}

/** Electron's name for the channel of a utility process; Node's own is `process.send`. */
interface ParentPort {
  postMessage(message: FromDevice): void;
  on(event: 'message', listener: (event: { readonly data: ToDevice }) => void): void;
}

function channelToParent(): Channel {
  // Node's types do not know it, and Electron's are not for this zone.
  const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
  if (parentPort !== undefined) {
    return {
      post: (message) => parentPort.postMessage(message),
      listen: (listener) => parentPort.on('message', ({ data }) => listener(data)),
    };
  }
  return {
    post: (message) => void process.send?.(message),
    // Nobody but the parent holds the other end of this channel, and it speaks these messages only.
    listen: (listener) => process.on('message', (message) => listener(message as ToDevice)),
  };
}

const channel = channelToParent();
let writes: Promise<void> = Promise.resolve();
let device: FileHandle | null = null;

channel.listen((message) => {
  if (message.t === 'open') void begin(message.path);
  else if (message.t === 'write') writes = writes.then(() => write(message.no, Buffer.from(message.base64, 'base64')));
  else process.exit(0);
});
// The parent is gone: nobody is there to be told anything.
process.on('disconnect', () => process.exit(0));
channel.post({ t: 'started' });

async function begin(path: string): Promise<void> {
  try {
    device = await open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch (error) {
    channel.post({ t: 'refused', code: codeOf(error) });
    return;
  }
  channel.post({ t: 'opened' });
  void read(device);
}

async function write(no: number, bytes: Buffer): Promise<void> {
  if (device === null) return;
  for (let at = 0; at < bytes.length; ) {
    try {
      at += (await device.write(bytes, at)).bytesWritten;
    } catch (error) {
      if (!WAIT.has(codeOf(error))) return lost(error);
      await again();
    }
  }
  channel.post({ t: 'taken', no });
}

async function read(from: FileHandle): Promise<void> {
  const buffer = Buffer.alloc(READ_BYTES);
  for (;;) {
    try {
      const { bytesRead } = await from.read(buffer, 0, READ_BYTES, null);
      if (bytesRead > 0) {
        channel.post({ t: 'received', base64: buffer.subarray(0, bytesRead).toString('base64') });
        continue;
      }
      // Nothing is no end: USB printers answer a read with an empty packet. One that is gone refuses the next write.
    } catch (error) {
      // A device that only takes bytes says so by refusing every read.
      if (['EINVAL', 'EBADF', 'EPERM'].includes(codeOf(error))) return;
      if (!WAIT.has(codeOf(error))) return lost(error);
    }
    await again();
  }
}

function lost(error: unknown): void {
  channel.post({ t: 'lost', code: codeOf(error) });
}

function again(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}
