/**
 * How long each step may take. Together they keep one promise: the packer reads what is wrong within two seconds of it
 * going wrong (connect + preflight, stall + probe, poll + reply each stay below).
 */
export interface Deadlines {
  readonly connectMs: number;
  /** For one answer to a status question. */
  readonly replyMs: number;
  /** For one answer while a job is inside; shorter, because a poll and the odometer's answer may have passed before. */
  readonly pollReplyMs: number;
  /** Connecting and the first answer together. */
  readonly preflightMs: number;
  /** Without the network taking a single byte of the job; a slow printer that moves is not stalled. */
  readonly stallMs: number;
  /** For asking a stalled printer on a second connection: once to connect and once to answer. */
  readonly probeMs: number;
  /** A stall that nothing explains becomes `unknown` after this. With paper out it waits for the paper. */
  readonly giveUpMs: number;
  readonly pollMs: number;
  /** Healthy, but no proof. Time spent in a fault does not count. */
  readonly confirmMs: number;
  /** On top of it for every sheet: three times a 6 inch label at 2 inches a second. */
  readonly confirmSheetMs: number;
  /** How long a printer that cannot confirm anything is kept on the line: some drop a job when they see an early FIN. */
  readonly lingerMs: number;
  /** What such a printer is believed to take out of its buffer; it is kept on the line for so much longer. */
  readonly lingerBytesPerMs: number;
  /** An idle printer has digested its bytes after this, when idleness is the only proof. */
  readonly settleMs: number;
  readonly closeMs: number;
  /** Between two looks at a spooler's list; each starts a program. */
  readonly spoolerPollMs: number;
  /** One question to the operating system's spooler. */
  readonly programMs: number;
}

export const usualDeadlines: Deadlines = {
  connectMs: 1500,
  replyMs: 1500,
  pollReplyMs: 1000,
  preflightMs: 1900,
  stallMs: 1000,
  probeMs: 400,
  giveUpMs: 60_000,
  pollMs: 200,
  confirmMs: 5000,
  confirmSheetMs: 9000,
  lingerMs: 2000,
  lingerBytesPerMs: 20,
  settleMs: 1000,
  closeMs: 500,
  spoolerPollMs: 1000,
  programMs: 5000,
};
