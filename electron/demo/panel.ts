import { todoOf } from '../../src/core/state.ts';
import type { View } from '../../src/core/view.ts';
import type { Station } from '../../src/runtime/station.ts';
import type { Replica } from '../../src/runtime/stores.ts';
import type { DemoPanel } from '../../src/wire/ipc-contract.ts';
import type { Demo } from './demo.ts';
import type { Paper } from './paper.ts';
import { printed } from './shift.ts';

type Code = DemoPanel['codes'][number];

/** What lies on the demo's bench: the things of the open order, one that does not belong to it, a badge, the fresh label. */
export function panelOf(station: Station, replica: Replica, paper: Paper, demo: Demo): DemoPanel {
  const badge = demo.ready()?.badge;
  const { work } = station.state();
  const codes: Code[] = [];
  const view = station.view();
  if ((view.strip.person === null || view.screen.name === 'locked') && badge !== undefined)
    codes.push({ label: 'Badge', text: badge, group: 'badge' });
  if (work === null || work.stage === 'done') {
    for (const { number } of replica.queue(5, false).map(({ order }) => order)) {
      codes.push({ label: number, text: number, group: 'order' });
    }
  } else {
    const open = todoOf(work);
    for (const line of open.slice(0, 12)) {
      for (const code of line.barcodes.slice(0, 2)) {
        const label = [line.name, line.variant, code.factor > 1 ? `×${code.factor}` : ''].filter(Boolean).join(' ');
        codes.push({ label, text: printed(code), group: 'item' });
      }
    }
    const wrong = wrongItem(
      work.order.doc.lines.map(({ sku }) => sku),
      replica,
    );
    if (wrong !== null) codes.push(wrong);
    if (work.stage === 'boxing') codes.push(...cartonCodes(view));
    const [label] = paper.latestLabel();
    if (label !== undefined && work.stage !== 'packing')
      codes.push({ label: 'Label on the box', text: label, group: 'label' });
  }
  for (const { choice, code } of view.question?.choices ?? [])
    codes.push({ label: choice, text: code, group: 'choice' });
  const expectedGrams = view.screen.name === 'weigh' ? view.screen.expected.grams : null;
  return { codes, hubRunning: demo.hub.running(), expectedGrams };
}

function cartonCodes(view: View): Code[] {
  if (view.screen.name !== 'box') return [];
  return view.screen.cartons.map(({ code, name }) => ({ label: name, text: code, group: 'carton' }));
}

/** Some item of another waiting order that this one does not want. */
function wrongItem(wanted: readonly string[], replica: Replica): Code | null {
  for (const { order } of replica.queue(20, true)) {
    for (const line of order.doc.lines) {
      const [code] = line.barcodes;
      if (code === undefined || wanted.includes(line.sku)) continue;
      return { label: `${line.name} ${line.variant ?? ''}`.trim(), text: printed(code), group: 'wrong' };
    }
  }
  return null;
}
