import { createSerialScale } from '../../../src/devices/scale/serial-scale.ts';
import { systemChance, systemClock } from '../../../src/devices/system-clock.ts';
import { openPtyScale } from '../../../src/fakes/pty-scale.ts';
import { describeScale } from './scale-contract.ts';
import { settleByHand } from './settle-by-hand.ts';

const PROTOCOLS = ['mt-sics', 'nci', 'cas', 'toledo-8217'] as const;

for (const protocol of PROTOCOLS) {
  describeScale(`serialport on a real terminal pair, ${protocol}`, async () => {
    const plate = settleByHand();
    const pty = await openPtyScale({ protocol, clock: plate.clock });
    const scale = createSerialScale({
      path: pty.path,
      protocol,
      // What its models want to be told differs, so it stands in the settings.
      ...(protocol === 'cas' ? { commands: { zero: 'Z\r\n', tare: 'T\r\n' } } : {}),
      clock: systemClock,
      chance: systemChance,
    });
    return {
      scale,
      toleranceMilligrams: pty.stepMilligrams / 2,
      answers: protocol !== 'cas',
      put: pty.put,
      settle: plate.settle,
      unplug: pty.unplug,
      plugIn: pty.plugIn,
      async close() {
        await scale.stop();
        await pty.close();
      },
    };
  });
}
