/** What can be said about paper. "Sent" is never "printed" (the four outcomes of the printing design, section 1.6). */

export type PrinterRole = 'label' | 'slip';
export type PrinterLanguage = 'zpl' | 'escpos';
export type Dpi = 203 | 300;

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
  | 'UNREACHABLE' // refused, no route, connect timeout; 0 bytes written
  | 'NOT_READY' // preflight said paper, cover, pause or jam; 0 bytes written
  | 'PAYLOAD_REJECTED' // empty, too wide, wrong language; never sent
  | 'STALLED' // no progress in mid job
  | 'DISCONNECTED' // connection lost in mid job
  | 'FAULT_AFTER_SEND' // all bytes out, then paper or cover
  | 'NO_ACK' // a printer that acknowledges stayed silent past the deadline
  | 'UNCONFIRMED' // a printer that cannot acknowledge
  | 'RESTARTED'; // the station stopped while the job was under way

export interface PrintFault {
  readonly state: 'not_sent' | 'attention' | 'unknown';
  readonly code: PrintFaultCode;
  readonly bytesWritten: number;
  readonly conditions: readonly PrinterCondition[];
}

export type PrintOutcome = { readonly state: 'printed'; readonly by: 'device_ack' | 'odometer' | 'drain' } | PrintFault;

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
  | 'failed'; // could not be made (unreadable); nothing was sent

/** Decoded content that a rendered document must contain, no more and no less. */
export interface ExpectedSymbol {
  readonly symbology: 'code128' | 'qrcode';
  readonly text: string;
}
