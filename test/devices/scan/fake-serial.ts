import type { MakeSerial, SerialLike } from '../../../src/devices/scan/serial-scanner.ts';

type Listener = (given?: unknown) => void;

/** A serial port whose every answer is given by hand. */
export class FakeSerial implements SerialLike {
  readonly listeners: { event: string; listener: Listener }[] = [];
  closed = 0;
  #opened: ((error: Error | null) => void) | null = null;

  open(done: (error: Error | null) => void): void {
    this.#opened = done;
  }

  close(done: (error: Error | null) => void): void {
    this.closed += 1;
    done(null);
    this.tell('close', null);
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

  tell(event: 'data' | 'close' | 'error', given: unknown): void {
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

/** Makes fakes, and keeps them in the order they were made. */
export function fakeSerials(): { readonly made: FakeSerial[]; readonly make: MakeSerial; last(): FakeSerial } {
  const made: FakeSerial[] = [];
  return {
    made,
    make() {
      const serial = new FakeSerial();
      made.push(serial);
      return Promise.resolve(serial);
    },
    last() {
      const serial = made.at(-1);
      if (serial === undefined) throw new Error('No port was made yet');
      return serial;
    },
  };
}
