import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PrinterRole } from '../../src/core/print.ts';
import { openStore, type Store } from '../../src/devices/store/open-store.ts';
import { createVirtualScale, type VirtualScale } from '../../src/fakes/virtual-scale.ts';
import { awayHub } from '../../src/runtime/away-hub.ts';
import { type Bench, type BenchParts, openBench } from '../../src/runtime/bench.ts';
import { demoPrinters } from '../demo/demo-printers.ts';
import { openPaper, type Paper } from '../demo/paper.ts';

export interface Training {
  readonly bench: Bench;
  readonly store: Store;
  readonly paper: Paper;
  readonly scale: VirtualScale | null;
  close(): Promise<void>;
}

/** What the real bench lends to training: nothing that reaches the hub, a printer or the station's journal. */
export type Lent = Omit<
  BenchParts,
  'journal' | 'replica' | 'artefacts' | 'hub' | 'printers' | 'scale' | 'mode' | 'bootId'
>;

/** There is no address in it: training cannot reach a hub even by mistake. */
const NO_HUB = awayHub('training has no hub');

/**
 * A bench for learning, on a copy of what the hub last said, with a journal of its own that is thrown away, and with virtual printers.
 * It differs from the real one by nothing but its parts.
 */
export async function openTraining(options: {
  /** Emptied first; nothing of an earlier training is left. */
  readonly folder: string;
  readonly from: Store;
  readonly lent: Lent;
  readonly bootId: string;
  readonly hasScale: boolean;
  /** What the real bench has printers for. */
  readonly roles: readonly PrinterRole[];
}): Promise<Training> {
  const { folder, lent } = options;
  rmSync(folder, { recursive: true, force: true });
  options.from.copyReplica(folder);
  const store = openStore(folder);
  const paper = openPaper(join(folder, 'paper'), Promise.resolve(), { page: false });
  const scale = options.hasScale ? createVirtualScale({ source: 'Training scale', clock: lent.clock }) : null;
  const { journal, replica, artefacts } = store;
  const bench = await openBench({
    ...lent,
    journal,
    replica,
    artefacts,
    hub: NO_HUB,
    printers: demoPrinters(paper, { prefix: 'Training: ', roles: options.roles }),
    scale,
    mode: 'training',
    // That there is no hub is no news here.
    onFault: (fault) => void (fault.kind !== 'hub-unreachable' && lent.onFault(fault)),
    bootId: options.bootId,
  });
  return {
    bench,
    store,
    paper,
    scale,
    async close() {
      await bench.close();
      await paper.close();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
