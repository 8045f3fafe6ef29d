import type { Acknowledgement, JobState, PaperKind, PrinterRole, Transport } from '../../src/core/print.ts';

/** Words of printers, of papers on their way, and of boxes that wait for their label. */
export interface PrinterWords {
  readonly printers: {
    readonly title: string;
    readonly roles: Readonly<Record<PrinterRole, string>>;
    /** Said of a printer that is asked only when somebody chooses it. */
    readonly neighbour: string;
    readonly reach: Readonly<Record<Transport, string>>;
    /** What it can prove; nothing more is promised anywhere. */
    readonly proofs: Readonly<Record<Acknowledgement, string>>;
    readonly noPrinters: string;
    readonly onTheirWay: string;
    readonly noPapers: string;
    readonly touch: string;
    readonly states: Readonly<Record<JobState, string>>;
    readonly parked: string;
    readonly boxes: (count: number) => string;
    readonly more: (count: number) => string;
    readonly close: string;
  };
  /** The true picture of a paper, large. */
  readonly paper: {
    readonly kinds: Readonly<Record<PaperKind, string>>;
    readonly show: Readonly<Record<'label' | 'papers', string>>;
    /** Key: this paper is settled, nobody waits for it. At most 26 letters. */
    readonly settled: string;
    readonly exact: string;
    readonly printer: string;
    readonly code: string;
    readonly noPicture: string;
    readonly close: string;
  };
  readonly awaited: {
    readonly says: string;
    readonly waiting: (time: string) => string;
    readonly park: string;
    readonly retry: string;
  };
  readonly parked: {
    readonly waiting: (boxes: number) => string;
    readonly printable: (key: string) => string;
    readonly waitsFor: (printer: string) => string;
    readonly noPrinter: string;
    readonly order: (number: string, boxes: number) => string;
  };
}
