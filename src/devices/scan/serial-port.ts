/** How the bytes travel. Flow control stays off: scans of binary codes may hold 0x11 and 0x13, which XON/XOFF would swallow. */
export interface SerialLine {
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
  readonly rtscts: boolean;
  readonly xon: boolean;
  readonly xoff: boolean;
}

export const DEFAULT_LINE: Omit<SerialLine, 'baudRate'> = {
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
  rtscts: false,
  xon: false,
  xoff: false,
};

/** Settings with gaps: what is not set comes from the defaults. */
export type Gaps<Settings> = { readonly [Name in keyof Settings]?: Settings[Name] | undefined };

/** An absent setting, or one that is there as `undefined`, does not take the place of a default. */
export function fillGaps<Settings extends object>(defaults: Settings, given: Gaps<Settings> | undefined): Settings {
  const filled = { ...defaults };
  for (const name of Object.keys(defaults) as (keyof Settings)[]) {
    const value = given?.[name];
    if (value !== undefined) filled[name] = value;
  }
  return filled;
}

/** The part of a serial port that is used; the real one is `serialport`, loaded only when a device is set up. */
export interface SerialLike {
  open(done: (error: Error | null) => void): void;
  close(done: (error: Error | null) => void): void;
  write(bytes: Uint8Array, done: (error: Error | null | undefined) => void): void;
  on(event: 'data', listener: (bytes: Uint8Array) => void): void;
  on(event: 'close' | 'error', listener: (error?: Error) => void): void;
  removeAllListeners(): void;
}

export type MakeSerial = (path: string, line: SerialLine) => Promise<SerialLike>;

/** serialport 13 loads in 20-30 ms, so it must not stand in the way of the first window. */
export const makeRealSerial: MakeSerial = async (path, line) => {
  const { SerialPort } = await import('serialport');
  const serial = new SerialPort({ path, ...line, autoOpen: false });
  // serialport 13 hears a hang-up only while it waits. In the middle of a read it is answered "nothing" and reads again for ever:
  // no `close`, a core at full load, and a dead scanner that looks ready. Windows has no poller and no such loop.
  serial.once('open', () => {
    if (serial.port === undefined || !('poller' in serial.port)) return;
    serial.port.poller.once('disconnect', () => {
      if (serial.isOpen) serial.close(undefined, new Error('the cable was pulled'));
    });
  });
  return serial;
};
