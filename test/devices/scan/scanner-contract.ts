import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Frame } from '../../../src/core/scan.ts';
import type { Scanner, ScannerDiag, ScannerLink } from '../../../src/runtime/scanner-port.ts';

/** A scanner, and the hand that holds it. */
export interface ScannerRig {
  readonly scanner: Scanner;
  scan(text: string): Promise<void>;
  send(bytes: Uint8Array): Promise<void>;
  /** Resolves when the app has what was sent last. */
  arrived(): Promise<void>;
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  close(): Promise<void>;
}

/** Everything a scanner told, and a way to wait for more of it. */
export interface Heard {
  readonly frames: readonly Frame[];
  readonly links: readonly ScannerLink[];
  readonly diags: readonly ScannerDiag[];
  texts(): string[];
  untilFrames(count: number): Promise<void>;
  untilLink(link: ScannerLink): Promise<void>;
  untilDiags(count: number): Promise<void>;
}

export function listen(scanner: Scanner): Heard {
  const frames: Frame[] = [];
  const links: ScannerLink[] = [];
  const diags: ScannerDiag[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of [...waiting]) look();
  };
  scanner.onFrame((frame) => {
    frames.push(frame);
    wake();
  });
  scanner.onStatus(({ link }) => {
    links.push(link);
    wake();
  });
  scanner.onDiag((diag) => {
    diags.push(diag);
    wake();
  });
  const until = (is: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!is()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return {
    frames,
    links,
    diags,
    texts: () => frames.map(({ text }) => text),
    untilFrames: (count) => until(() => frames.length >= count),
    untilLink: (link) => until(() => links.at(-1) === link),
    untilDiags: (count) => until(() => diags.length >= count),
  };
}

export const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** What every scanner must do, whatever it is made of. */
export function describeScanner(name: string, openRig: () => Promise<ScannerRig>): void {
  describe(`scanner contract: ${name}`, () => {
    let rig: ScannerRig;
    let heard: Heard;

    beforeEach(async () => {
      rig = await openRig();
      heard = listen(rig.scanner);
      rig.scanner.start();
      await heard.untilLink('ready');
    });
    afterEach(() => rig.close());

    it('delivers 300 scans in order, numbered without gaps', async () => {
      const wanted = Array.from({ length: 300 }, (_, at) => `CODE-${at}`);
      for (const text of wanted) await rig.scan(text);
      await heard.untilFrames(300);
      expect(heard.texts()).toEqual(wanted);
      expect(heard.frames.map(({ no }) => no)).toEqual(wanted.map((_, at) => at + 1));
    });

    it('names its source, says that the code was ended, and never goes back in time', async () => {
      await rig.scan('4006381333931');
      await rig.scan(']C1\x1d10A');
      await heard.untilFrames(2);
      expect(heard.frames).toMatchObject([
        { source: rig.scanner.source, text: '4006381333931', terminated: true },
        { source: rig.scanner.source, text: ']C1\x1d10A', terminated: true },
      ]);
      expect(heard.frames[1]?.monoMs).toBeGreaterThanOrEqual(heard.frames[0]?.monoMs ?? Number.NaN);
    });

    it('counts two identical scans in one write as two', async () => {
      await rig.send(bytesOf('4006381333931\r4006381333931\r'));
      await heard.untilFrames(2);
      expect(heard.texts()).toEqual(['4006381333931', '4006381333931']);
    });

    it('puts a code together that came byte by byte', async () => {
      for (const byte of bytesOf('85123A\r\n')) await rig.send(Uint8Array.of(byte));
      await rig.scan('END');
      await heard.untilFrames(2);
      expect(heard.texts()).toEqual(['85123A', 'END']);
    });

    it('counts 1,000 identical scans as 1,000', async () => {
      for (let count = 0; count < 1000; count += 1) await rig.scan('4006381333931');
      await heard.untilFrames(1000);
      expect(heard.texts()).toEqual(Array(1000).fill('4006381333931'));
      expect(heard.frames.at(-1)?.no).toBe(1000);
    });

    it('gets 40 of 40 scans right over 20 unplugs in mid scan, drops 20 halves, and never glues a half to a whole', async () => {
      const wanted: string[] = [];
      for (let round = 0; round < 20; round += 1) {
        wanted.push(`BEFORE-${round}`);
        await rig.scan(`BEFORE-${round}`);
        await heard.untilFrames(wanted.length);
        await rig.send(bytesOf(`HALF-${round}`));
        await rig.arrived();
        await rig.unplug();
        await heard.untilLink('lost');
        await rig.plugIn();
        await heard.untilLink('ready');
        wanted.push(`AFTER-${round}`);
        await rig.scan(`AFTER-${round}`);
        await heard.untilFrames(wanted.length);
      }
      expect(heard.texts()).toEqual(wanted);
      expect(heard.texts()).toHaveLength(40);
      const count = (code: ScannerDiag['code']) => heard.diags.filter((diag) => diag.code === code).length;
      expect([count('partial-dropped'), count('reopened')]).toEqual([20, 20]);
    });

    it('can be given a signal between two scans, and only while it is there', async () => {
      await rig.scan('ONE');
      await heard.untilFrames(1);
      expect(await rig.scanner.signal('good')).toBe(true);
      await rig.scan('TWO');
      await heard.untilFrames(2);
      expect(heard.texts()).toEqual(['ONE', 'TWO']);
      await rig.unplug();
      await heard.untilLink('lost');
      expect(await rig.scanner.signal('good')).toBe(false);
    });

    it('tells nobody who has stopped listening', async () => {
      const heardToo: string[] = [];
      const stop = rig.scanner.onFrame(({ text }) => heardToo.push(text));
      await rig.scan('ONE');
      await heard.untilFrames(1);
      stop();
      await rig.scan('TWO');
      await heard.untilFrames(2);
      expect(heardToo).toEqual(['ONE']);
    });
  });
}
