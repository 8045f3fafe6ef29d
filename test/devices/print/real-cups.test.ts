import { expect, it } from 'vitest';
import { openPrinter } from '../../../src/devices/print/open-printer.ts';
import { openVirtualPrinter } from '../../../src/fakes/virtual-printer/virtual-printer.ts';
import { setupFor } from './print-rig.ts';
import { smallLabel } from './sample-jobs.ts';

/**
 * CUPS itself as the program in between, where somebody has made a raw queue for it:
 * `lpadmin -p packhouse-test -E -v socket://127.0.0.1:9110 -m raw`, then `PACKHOUSE_CUPS=packhouse-test:9110 npx vitest run …`.
 */
const [queue = '', port = ''] = (process.env.PACKHOUSE_CUPS ?? '').split(':');
const isThere = queue !== '' && /^\d+$/.test(port);

if (!isThere) console.warn('CUPS itself is not tested here: PACKHOUSE_CUPS names no queue and port (see this file).');

it.runIf(isThere)('a real CUPS carries the label unchanged, and is not believed', async () => {
  const paper = await openVirtualPrinter({ host: '127.0.0.1', port: Number(port), persona: 'zebra-linkos' });
  const printer = openPrinter(setupFor('zebra-linkos', { kind: 'cups', queue }));
  expect(await printer.status(5000)).toMatchObject({ link: 'unknown', ready: true });
  const outcome = await printer.print(smallLabel(), { signal: new AbortController().signal, onTrouble: () => {} });
  expect(outcome).toMatchObject({ state: 'unknown', code: 'UNCONFIRMED' });
  const [sheet] = await paper.waitForSheets(1);
  expect(sheet?.heightDots).toBe(20);
  await printer.close();
  await paper.close();
});
