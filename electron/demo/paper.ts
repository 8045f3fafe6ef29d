import { Worker } from 'node:worker_threads';
import type { PrinterRole } from '../../src/core/print.ts';
import { locations } from '../locations.ts';

export type PrinterFault = 'paper-out' | 'cover-open' | 'offline' | 'none';

/** From the worker: where the printers listen, and every sheet that comes out of them. */
export type PaperNews =
  | { readonly kind: 'open'; readonly ports: Readonly<Record<PrinterRole, number>> }
  | { readonly kind: 'sheet'; readonly role: PrinterRole; readonly file: string; readonly decoded: readonly string[] };
export interface PaperOrder {
  readonly role: PrinterRole;
  readonly fault: PrinterFault;
}

/** The demo's two printers. They draw their sheets in a thread of their own, as real printers do not use our processor. */
export interface Paper {
  readonly ports: Readonly<Record<PrinterRole, number>>;
  readonly latestLabel: () => readonly string[];
  /** Resolves with what an independent decoder reads from the sheet that carries this code. */
  readSheet(code: string): Promise<readonly string[]>;
  set(order: PaperOrder): void;
  close(): Promise<void>;
}

export function openPaper(folder: string): Promise<Paper> {
  const worker = new Worker(locations.paperWorker, { workerData: { folder, assets: locations.assets } });
  const labels: (readonly string[])[] = [];
  const waiting = new Set<() => void>();
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', (news: PaperNews) => {
      if (news.kind === 'sheet') {
        if (news.role === 'label') labels.push(news.decoded);
        for (const look of [...waiting]) look();
        return;
      }
      resolve({
        ports: news.ports,
        latestLabel: () => labels.at(-1) ?? [],
        readSheet: (code) =>
          new Promise((found, failed) => {
            const timer = setTimeout(() => failed(new Error(`No sheet with ${code} came out within 20 s`)), 20_000);
            const look = () => {
              const sheet = labels.findLast((codes) => codes.includes(code));
              if (sheet === undefined) return;
              clearTimeout(timer);
              waiting.delete(look);
              found(sheet);
            };
            waiting.add(look);
            look();
          }),
        set: (order) => worker.postMessage(order),
        close: async () => void (await worker.terminate()),
      });
    });
  });
}
