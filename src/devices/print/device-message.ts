/**
 * What we and the process that holds a device file say to each other. Plain objects and base64 text: the channel of a
 * forked Node process (JSON) and of Electron's utility process (structured clone) carry them alike.
 */
export type ToDevice =
  | { readonly t: 'open'; readonly path: string }
  | { readonly t: 'write'; readonly no: number; readonly base64: string }
  | { readonly t: 'close' };

export type FromDevice =
  /** The script runs; it is told what to open. */
  | { readonly t: 'started' }
  | { readonly t: 'opened' }
  /** `code` as the system names it: ENOENT, EBUSY, ENXIO, EACCES. */
  | { readonly t: 'refused'; readonly code: string }
  /** The system took all bytes of that write. */
  | { readonly t: 'taken'; readonly no: number }
  | { readonly t: 'received'; readonly base64: string }
  | { readonly t: 'lost'; readonly code: string };

/** The process behind a device, whoever started it. Its end is the end of the line. */
export interface DeviceProcess {
  post(message: ToDevice): void;
  /** Called with messages as they come; they are our own script's. */
  onMessage(listener: (message: FromDevice) => void): void;
  onExit(listener: () => void): void;
  /** By force; a process that waits for a stuck device does not listen. */
  kill(): void;
}

export type OpenDeviceProcess = () => DeviceProcess;
