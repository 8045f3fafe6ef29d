import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Scale, ScaleFaultCode, ScaleReading } from '../../../src/runtime/scale-port.ts';
import type { DeviceLink } from '../../../src/runtime/scanner-port.ts';

/** A scale, and the hand that loads it. */
export interface ScaleRig {
  readonly scale: Scale;
  /** Half the last digit of its display. */
  readonly toleranceMilligrams: number;
  /** False: it sends by itself, is not asked, and says nothing on `zero` and `tare`. */
  readonly answers: boolean;
  put(grams: number): void;
  /** Lets the load lie still. */
  settle(): void;
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  close(): Promise<void>;
}

/** Everything a scale told, and a way to wait for more of it. */
export function listenToScale(scale: Scale) {
  const readings: ScaleReading[] = [];
  const faults: ScaleFaultCode[] = [];
  const links: DeviceLink[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of [...waiting]) look();
  };
  scale.onReading((reading) => {
    readings.push(reading);
    wake();
  });
  scale.onFault(({ code }) => {
    faults.push(code);
    wake();
  });
  scale.onStatus(({ link }) => {
    links.push(link);
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
    readings,
    faults,
    links,
    until,
    untilLink: (link: DeviceLink) => until(() => links.at(-1) === link),
  };
}

/** What every scale must do, whatever it is made of and whatever it speaks. */
export function describeScale(name: string, openRig: () => Promise<ScaleRig>): void {
  describe(`scale contract: ${name}`, () => {
    let rig: ScaleRig;
    let heard: ReturnType<typeof listenToScale>;

    const isNear = (grams: number) => (reading: ScaleReading) =>
      Math.abs(reading.milligrams - grams * 1000) <= rig.toleranceMilligrams;
    /** Waits for news after what is known now. */
    const untilStable = (grams: number) => {
      const known = heard.readings.length;
      return heard.until(() => heard.readings.slice(known).some((reading) => reading.stable && isNear(grams)(reading)));
    };
    const untilMoving = () => {
      const [known, knownFaults] = [heard.readings.length, heard.faults.length];
      return heard.until(
        () =>
          heard.readings.slice(known).some(({ stable }) => !stable) ||
          heard.faults.slice(knownFaults).some((code) => code === 'busy'),
      );
    };
    const load = async (grams: number, says = grams) => {
      rig.put(grams);
      rig.settle();
      await untilStable(says);
    };

    beforeEach(async () => {
      rig = await openRig();
      heard = listenToScale(rig.scale);
      rig.scale.start();
      await heard.untilLink('ready');
    });
    afterEach(() => rig.close());

    it('says a load, and calls nothing stable but a load that lies still', async () => {
      await untilStable(0);
      expect(heard.readings.at(-1)).toMatchObject({ zero: true, net: false });
      rig.put(1234.5);
      await untilMoving();
      rig.settle();
      await untilStable(1234.5);
      const stable = heard.readings.filter((reading) => reading.stable);
      expect(stable.every((reading) => isNear(0)(reading) || isNear(1234.5)(reading))).toBe(true);
      expect(heard.readings.every(({ milligrams }) => Number.isSafeInteger(milligrams))).toBe(true);
    });

    it('says overload in place of a weight, once, and goes on when it is taken off', async () => {
      await load(700);
      rig.put(40_000);
      rig.settle();
      await heard.until(() => heard.faults.includes('overload'));
      await load(500);
      expect(heard.readings.filter(({ stable, milligrams }) => stable && milligrams > 30_000_000)).toEqual([]);
      expect(heard.faults.filter((code) => code === 'overload')).toHaveLength(1);
    });

    it('takes what lies on it as zero', async () => {
      await load(800);
      expect(await rig.scale.zero()).toBe(true);
      await untilStable(0);
      expect(heard.readings.at(-1)?.zero).toBe(true);
      await load(1300, 500);
    });

    it('takes what lies on it off as tare', async () => {
      await load(400);
      expect(await rig.scale.tare()).toBe(true);
      await untilStable(0);
      await load(1000, 600);
    });

    it('makes no zero of a load that moves', async () => {
      rig.put(900);
      expect(await rig.scale.zero()).toBe(!rig.answers);
      // Without an answer, the command has surely arrived when the second weight after it has come.
      for (const _ of rig.answers ? [] : ['in flight', 'after it']) await untilMoving();
      rig.settle();
      await untilStable(900);
    });

    it('is lost when its plug is pulled, and weighs again as soon as it is back', async () => {
      await load(250);
      await rig.unplug();
      await heard.untilLink('lost');
      expect(await Promise.all([rig.scale.request(), rig.scale.zero(), rig.scale.tare()])).toEqual([
        false,
        false,
        false,
      ]);
      await rig.plugIn();
      await heard.untilLink('ready');
      await untilStable(250);
    });

    it('gives a reading when it is asked for one', async () => {
      const known = heard.readings.length;
      expect(await rig.scale.request()).toBe(rig.answers);
      await heard.until(() => heard.readings.length > known);
    });

    it('tells nobody who has stopped listening', async () => {
      const heardToo: ScaleReading[] = [];
      const stop = rig.scale.onReading((reading) => heardToo.push(reading));
      await load(100);
      stop();
      const count = heardToo.length;
      await load(200);
      expect(heardToo).toHaveLength(count);
    });
  });
}
