import { utilityProcess } from 'electron';
import type { PrinterRole } from '../../src/core/print.ts';
import { locations } from '../locations.ts';

/** Two label printers beside each other, and one for slips. */
export const DEMO_PRINTERS = ['label', 'label-2', 'slip'] as const;
export type DemoPrinter = (typeof DEMO_PRINTERS)[number];

/** `drop-line` cuts the connection in the middle of the next job, once; `none` mends everything. */
export type PrinterFault =
  | 'paper-out'
  | 'cover-open'
  | 'offline'
  | 'jam'
  | 'paused'
  | 'ribbon-out'
  | 'silent'
  | 'drop-line'
  | 'none';

export type PrinterPorts = Readonly<Record<DemoPrinter, number>>;

/** From the process: where the printers listen, and every sheet that comes out of them. */
export type PaperNews =
  | { readonly kind: 'open'; readonly ports: PrinterPorts; readonly page: string | null }
  | {
      readonly kind: 'sheet';
      readonly printer: DemoPrinter;
      /** Relative to the folder of the pictures. */
      readonly file: string;
      readonly decoded: readonly string[];
    };

/** A role means its first printer. */
export type PaperOrder = { readonly fault: PrinterFault } & (
  | { readonly printer: DemoPrinter }
  | { readonly role: PrinterRole }
);

/** The demo's printers. They live in a process of their own, as real printers use neither our processor nor our memory. */
export interface Paper {
  /** Known once the process is up; nobody waits for it but the printers' first job. */
  readonly ports: Promise<PrinterPorts>;
  /** Address of the page with the last sheets, the lights and the fault buttons, for a browser on this computer; null when there is none. */
  readonly page: Promise<string | null>;
  readonly latestLabel: () => readonly string[];
  /** Resolves with what an independent decoder reads from the label that carries this code. */
  readSheet(code: string): Promise<readonly string[]>;
  set(order: PaperOrder): Promise<void>;
  close(): Promise<void>;
}

type Open = Extract<PaperNews, { kind: 'open' }>;

/**
 * The process starts `after` that; what is asked of it before is done then.
 * @param options.page opens the page too; a station that only trains its people has no use for one more open port
 */
export function openPaper(
  folder: string,
  after: Promise<void>,
  options: { readonly page: boolean } = { page: true },
): Paper {
  const args = [folder, locations.assets, options.page ? 'page' : 'no-page'];
  const starting = after.then(() =>
    utilityProcess.fork(locations.paperProcess, args, { serviceName: 'Packhouse demo printers' }),
  );
  const labels: (readonly string[])[] = [];
  const waiting = new Set<() => void>();
  const open = starting.then(
    (child) =>
      new Promise<Open>((resolve, reject) => {
        child.once('exit', (code) => reject(new Error(`The demo printers stopped (${code})`)));
        child.on('message', (news: PaperNews) => {
          if (news.kind === 'open') return resolve(news);
          if (news.printer !== 'slip') labels.push(news.decoded);
          for (const look of [...waiting]) look();
        });
      }),
  );
  const page = open.then((news) => news.page);
  // Whoever wants the page awaits it; nobody may, and then a failure is told by the ports.
  page.catch(() => undefined);
  return {
    ports: open.then(({ ports }) => ports),
    page,
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
