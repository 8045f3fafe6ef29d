import { utilityProcess } from 'electron';
import type { PrinterRole } from '../../src/core/print.ts';
import { locations } from '../locations.ts';

export type PrinterFault = 'paper-out' | 'cover-open' | 'offline' | 'none';

/** From the process: where the printers listen, and every sheet that comes out of them. */
export type PaperNews =
  | { readonly kind: 'open'; readonly ports: Readonly<Record<PrinterRole, number>> }
  | { readonly kind: 'sheet'; readonly role: PrinterRole; readonly file: string; readonly decoded: readonly string[] };
export interface PaperOrder {
  readonly role: PrinterRole;
  readonly fault: PrinterFault;
}

/** The demo's two printers. They live in a process of their own, as real printers use neither our processor nor our memory. */
export interface Paper {
  /** Known once the process is up; nobody waits for it but the printers' first job. */
  readonly ports: Promise<Readonly<Record<PrinterRole, number>>>;
  readonly latestLabel: () => readonly string[];
  /** Resolves with what an independent decoder reads from the sheet that carries this code. */
  readSheet(code: string): Promise<readonly string[]>;
  set(order: PaperOrder): Promise<void>;
  close(): Promise<void>;
}

/** The process starts `after` that; what is asked of it before is done then. */
export function openPaper(folder: string, after: Promise<void>): Paper {
  const starting = after.then(() =>
    utilityProcess.fork(locations.paperProcess, [folder, locations.assets], { serviceName: 'Packhouse demo printers' }),
  );
  const labels: (readonly string[])[] = [];
  const waiting = new Set<() => void>();
  const ports = starting.then(
    (child) =>
      new Promise<Readonly<Record<PrinterRole, number>>>((resolve, reject) => {
        child.once('exit', (code) => reject(new Error(`The demo printers stopped (${code})`)));
        child.on('message', (news: PaperNews) => {
          if (news.kind === 'open') return resolve(news.ports);
          if (news.role === 'label') labels.push(news.decoded);
          for (const look of [...waiting]) look();
        });
      }),
  );
  return {
    ports,
    latestLabel: () => labels.at(-1) ?? [],
    readSheet: (code) =>
      new Promise((found, failed) => {
        const timer = setTimeout(() => failed(new Error(`No sheet with ${code} came out within 30 s`)), 30_000);
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
    async set(order) {
      (await starting).postMessage(order);
    },
    async close() {
      (await starting).kill();
    },
  };
}
