type Listener = (given?: unknown) => void;

/** A serial port whose every answer is given by hand; it has the shape of `SerialLike`. */
export class FakeSerial {
  readonly listeners: { event: string; listener: Listener }[] = [];
  readonly written: Uint8Array[] = [];
  closed = 0;
  /** `hold`: the device stops the line by flow control and never answers. */
  writes: 'take' | 'fail' | 'hold' = 'take';
  #opened: ((error: Error | null) => void) | null = null;

  open(done: (error: Error | null) => void): void {
    this.#opened = done;
  }

  close(done: (error: Error | null) => void): void {
    this.closed += 1;
    done(null);
    this.tell('close', null);
  }

  write(bytes: Uint8Array, done: (error: Error | null) => void): void {
    if (this.writes === 'fail') done(new Error('write failed'));
    if (this.writes !== 'take') return;
    this.written.push(bytes);
    done(null);
    this.tell('written', bytes);
  }

  on(event: string, listener: (given: never) => void): void {
    // Whoever tells an event gives what that event gives.
    this.listeners.push({ event, listener: listener as Listener });
  }

  removeAllListeners(): void {
    this.listeners.length = 0;
  }

  get opening(): boolean {
    return this.#opened !== null;
  }

  answer(error: string | null): void {
    if (this.#opened === null) throw new Error('Nobody asked for this port to be opened');
    const done = this.#opened;
    this.#opened = null;
    done(error === null ? null : new Error(error));
  }

  tell(event: 'data' | 'close' | 'error' | 'written', given: unknown): void {
    const heard = this.listeners.filter((each) => each.event === event);
    // As an EventEmitter does.
    if (event === 'error' && heard.length === 0) throw given;
    for (const { listener } of heard) listener(given);
  }

  send(text: string): void {
    this.tell(
      'data',
      Uint8Array.from(text, (character) => character.charCodeAt(0)),
    );
  }
}

/** Makes ports that are answered by hand, and keeps them, and what they were made with, in that order. */
export function fakeSerials(): {
  readonly made: FakeSerial[];
  readonly asked: { readonly path: string; readonly line: object }[];
  readonly make: (path: string, line: object) => Promise<FakeSerial>;
  last(): FakeSerial;
} {
  const made: FakeSerial[] = [];
  const asked: { readonly path: string; readonly line: object }[] = [];
  return {
    made,
    asked,
    make(path, line) {
      const serial = new FakeSerial();
      made.push(serial);
      asked.push({ path, line });
      return Promise.resolve(serial);
    },
    last() {
      const serial = made.at(-1);
      if (serial === undefined) throw new Error('No port was made yet');
      return serial;
    },
  };
}

/** A cable with a device at its end, answering by itself: layer V2, below the supervisor and above no operating system. */
export interface FakeCable {
  readonly make: (path: string, line: object) => Promise<FakeSerial>;
  /** What the device sends; nothing arrives while it is unplugged or nobody has the port open. */
  send(bytes: Uint8Array): void;
  unplug(): void;
  plugIn(): void;
}

export function createFakeCable(): FakeCable {
  let plugged = true;
  let port: FakeSerial | null = null;

  class CabledSerial extends FakeSerial {
    override open(done: (error: Error | null) => void): void {
      const taken = port !== null;
      if (plugged && !taken) port = this;
      if (!plugged) done(new Error('Error: No such file or directory, cannot open the fake cable'));
      else done(taken ? new Error('Error Resource temporarily unavailable Cannot lock port') : null);
    }

    override close(done: (error: Error | null) => void): void {
      if (port === this) port = null;
      super.close(done);
    }
  }

  return {
    make: () => Promise.resolve(new CabledSerial()),
    send: (bytes) => port?.tell('data', bytes),
    unplug() {
      plugged = false;
      const old = port;
      port = null;
      old?.tell('close', new Error('bad file descriptor'));
    },
    plugIn() {
      plugged = true;
    },
  };
}
