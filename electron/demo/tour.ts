import { todoOf } from '../../src/core/state.ts';
import type { Paper } from './paper.ts';
import { act, closeBox, printed, type ShiftTools, until } from './shift.ts';

/** One more order with the mistakes and troubles a bench meets, each kept as a picture. */
export async function playTour(tools: ShiftTools, paper: Paper): Promise<void> {
  const { station, picture, scan } = tools;
  await act(tools, 'next');
  await until(station, 'an order to open', ({ screen }) => screen.name === 'verify');
  const codeOf = () => {
    const { work } = station.state();
    const code = work === null ? undefined : todoOf(work)[0]?.barcodes.find(({ factor }) => factor === 1);
    return code === undefined ? null : printed(code);
  };

  const wrong = tools.panel().codes.find(({ group }) => group === 'wrong');
  if (wrong === undefined) throw new Error('The demo has no item that this order does not want');
  await scan(wrong.text);
  await until(station, 'the wrong item to stop', ({ stop }) => stop !== null);
  await picture('wrong-item');
  await act(tools, 'acknowledge');
  await until(station, 'the stop to be seen', ({ stop }) => stop === null);

  await act(tools, 'short');
  await until(station, 'the question why', ({ question }) => question !== null);
  await picture('short');
  await act(tools, 'cancel');
  await until(station, 'the question to go', ({ question }) => question === null);

  await paper.set({ printer: 'label', fault: 'paper-out' });
  let last = '';
  for (let code = codeOf(); code !== null && station.view().screen.name === 'verify'; code = codeOf()) {
    const before = station.view().no;
    await scan(code);
    await until(station, 'a scan to be answered', ({ no }) => no > before);
    if (station.state().work?.stage === 'packing' && codeOf() !== code && last === '') {
      last = code;
      await scan(code);
      await until(station, 'too many to stop', ({ stop }) => stop !== null);
      await picture('too-many');
      await act(tools, 'acknowledge');
      await until(station, 'the stop to be seen', ({ stop }) => stop === null);
    }
  }
  await closeBox(tools);
  await until(
    station,
    'the printer to say that the paper is out',
    ({ screen }) => screen.name === 'label' && screen.label.conditions.includes('paper_out'),
  );
  await picture('printer-trouble');
  await act(tools, 'printers');
  await until(station, 'the printers', ({ sheet }) => sheet === 'printers');
  await picture('printers');
  await act(tools, 'park');
  await until(
    station,
    'the box to be parked',
    ({ screen }) => screen.name === 'ready' && screen.parked.orders.length === 1,
  );
  await picture('parked');
  await paper.set({ printer: 'label', fault: 'none' });
  await act(tools, 'parked');
  const proving = await until(station, 'the label', ({ screen }) => screen.name === 'prove', 30_000);
  const parcelCode = proving.screen.name === 'prove' ? proving.screen.parcelCode : '';
  const [code] = await paper.readSheet(parcelCode);
  await scan(code ?? parcelCode);
  await until(station, 'the done screen', ({ screen }) => screen.name === 'done' && screen.state !== 'sending');
  await picture('done');
}
