/** What can be said about paper. "Sent" is never "printed" (the four outcomes of the printing design, section 1.6). */

export type PrinterRole = 'label' | 'slip';
/** What is printed for a parcel. Only its label is proved by a scan. */
export type PaperKind = 'label' | 'slip' | 'gift-note' | 'content' | 'return' | 'customs';
export type PrinterLanguage = 'zpl' | 'escpos' | 'pdf';
export type Dpi = 203 | 300;
export type Paper = 'a4' | 'letter';

/** How a printer is reached. A spooler takes the bytes and says nothing of the paper. */
export type Transport = 'tcp' | 'device' | 'serial' | 'cups' | 'windows';

/**
 * How a printer proves that a sheet came out: Zebra's label odometer, Epson's process id, its status once it has run empty, or
 * not at all.
 */
export type Acknowledgement = 'odometer' | 'process-id' | 'status' | 'none';

/** How a picture is written in ZPL: run-length coded for every firmware, Z64 for newer ones, or printer commands where that is safe. */
export type ZplGraphics = 'run-length' | 'z64' | 'native';

/** What a printer must be given; a document is made for one of these. */
export type PrintForm =
  | { readonly language: 'zpl'; readonly dpi: Dpi; readonly widthDots: number; readonly graphics: ZplGraphics }
  | { readonly language: 'escpos'; readonly dpi: Dpi; readonly widthDots: number; readonly columns: number }
  | { readonly language: 'pdf'; readonly paper: Paper };

/** The same form has the same name: bytes are kept under it. */
export function formName(form: PrintForm): string {
  switch (form.language) {
    case 'zpl':
      return `zpl-${form.dpi}-${form.widthDots}-${form.graphics}`;
    case 'escpos':
      return `escpos-${form.dpi}-${form.widthDots}-${form.columns}`;
    case 'pdf':
      return `pdf-${form.paper}`;
  }
}

export type PrinterCondition =
  | 'paper_out'
  | 'paper_low'
  | 'cover_open'
  | 'jam'
  | 'ribbon_out'
  | 'paused'
  | 'head_hot'
  | 'buffer_full'
  | 'cutter'
  | 'needs_service'
  | 'no_reply';

export interface PrinterStatus {
  readonly link: 'up' | 'down' | 'unknown';
  readonly ready: boolean;
  readonly atMs: number;
  readonly conditions: readonly PrinterCondition[];
}

/** Why a job is not known to be printed. */
export type PrintFaultCode =
  | 'UNREACHABLE' // refused, no route; 0 bytes written
  | 'BUSY_ELSEWHERE' // the connection hangs or is closed at once: another computer holds it, or it is off; 0 bytes written
  | 'NOT_READY' // preflight said paper, cover, pause or jam; 0 bytes written
  | 'PAYLOAD_REJECTED' // empty, too wide, wrong language; never sent
  | 'STALLED' // no progress in mid job
  | 'DISCONNECTED' // connection lost in mid job
  | 'FAULT_AFTER_SEND' // all bytes out, then paper or cover
  | 'NO_ACK' // a printer that acknowledges stayed silent past the deadline
  | 'UNCONFIRMED' // a printer that cannot acknowledge
  | 'SPOOLER' // the operating system's queue holds or dropped it
  | 'CLEARED' // thrown out of the printer because somebody asked
  | 'INTERNAL' // a fault of ours
  | 'RESTARTED'; // the station stopped while the job was under way

export interface PrintFault {
  readonly state: 'not_sent' | 'attention' | 'unknown';
  readonly code: PrintFaultCode;
  readonly bytesWritten: number;
  readonly conditions: readonly PrinterCondition[];
  readonly evidence?: PrintEvidence | undefined;
}

/** What was measured of one attempt; kept in the journal, because money hangs on it. */
export interface PrintEvidence {
  readonly transport: Transport;
  readonly bytesTotal: number;
  /** Upper bound of what the printer may have. */
  readonly bytesWritten: number;
  /** What it said before the first byte and at the end; null: it was not asked, or did not answer. */
  readonly before: readonly PrinterCondition[] | null;
  readonly after: readonly PrinterCondition[] | null;
  readonly odometerBefore: number | null;
  readonly odometerAfter: number | null;
  readonly tookMs: number;
}

export type PrintOutcome =
  | {
      readonly state: 'printed';
      readonly by: 'device_ack' | 'odometer' | 'drain';
      readonly evidence?: PrintEvidence | undefined;
    }
  | PrintFault;

/** The printer has the job and has stopped. */
export interface PrintTrouble extends PrintFault {
  readonly state: 'attention';
}

export type JobState =
  | 'queued' // being made, or waiting for the printer
  | 'sending'
  | 'attention' // the printer has it and has stopped; it goes on by itself when mended
  | 'printed'
  | 'unknown' // only a person or a scan can tell
  | 'not_sent'
  | 'awaited' // the carrier's label is not here yet
  | 'failed'; // could not be made (unreadable); nothing was sent

/** Why a document could not be made; nothing was sent. */
export type DocumentFault =
  | 'unreadable' // what it must say does not decode from its picture
  | 'does-not-fit'
  | 'missing-glyphs' // no font here has these characters
  | 'wrong-dpi' // made for another print head
  | 'wrong-size' // wider than the print head
  | 'wrong-language' // this printer cannot print such a document
  | 'refused-command' // it would change the printer
  | 'broken' // not what it says it is
  | 'voided' // the carrier's label was cancelled
  | 'no-carrier-label' // not here yet
  | 'no-printer'
  | 'internal';

/** What we draw. */
export type DrawnSymbology = 'code128' | 'gs1-128' | 'qrcode' | 'datamatrix' | 'gs1datamatrix' | 'pdf417';
/** What may stand on somebody else's label. */
export type Symbology =
  | DrawnSymbology
  | 'gs1qrcode'
  | 'maxicode'
  | 'aztec'
  | 'code39'
  | 'code93'
  | 'codabar'
  | 'itf'
  | 'ean13'
  | 'ean8'
  | 'upca'
  | 'upce'
  | 'databar'
  | 'other';

/** Decoded content that a rendered document must contain, no more and no less. */
export interface ExpectedSymbol {
  readonly symbology: DrawnSymbology;
  /** As a scanner sends it: GS1 data without the leading FNC1, \x1d between elements where one is needed. */
  readonly text: string;
}

/** What a decoder read from a picture. */
export interface DecodedSymbol {
  readonly symbology: Symbology;
  /** AIM identifier with its bracket, for example `]C1`; empty when the decoder has none. */
  readonly aim: string;
  readonly text: string;
}
