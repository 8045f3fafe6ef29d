import { it } from 'vitest';
import { createSerialScanner } from '../../../src/devices/scan/serial-scanner.ts';
import { systemChance, systemClock } from '../../../src/devices/system-clock.ts';
import { openPtyScanner } from '../../../src/fakes/pty-scanner.ts';
import { bytesOf, listen } from './scanner-contract.ts';
it('dbg', async () => {
  const rig = await openPtyScanner();
  const scanner = createSerialScanner({ path: rig.path, baudRate: 115200, clock: systemClock, chance: systemChance });
  const heard = listen(scanner);
  scanner.onStatus((s) => console.log(performance.now().toFixed(0), JSON.stringify(s)));
  scanner.onFrame((s) => console.log(performance.now().toFixed(0), s.text));
  scanner.start();
  await heard.untilLink('ready');
  for (let round = 0; round < 20; round += 1) {
    console.log('before'); await rig.scan(`BEFORE-${round}`);
    await heard.untilFrames(2 * round + 1);
    console.log('half'); await rig.send(bytesOf(`HALF-${round}`));
    console.log('unplug'); await rig.unplug();
    console.log('unplugged'); await heard.untilLink('lost');
    console.log('plug'); await rig.plugIn();
    console.log('plugged'); await heard.untilLink('ready');
    await rig.scan(`AFTER-${round}`);
    await heard.untilFrames(2 * round + 2);
  }
}, 15000);
