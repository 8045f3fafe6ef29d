import * as z from 'zod';
import { failure, type Result, success } from '../core/result.ts';
import { UnreadableEventSchema, type WireEvent, WireEventSchema } from './hub-events.ts';
import { ExportHeadSchema } from './hub-station.ts';

/** The file of unsent events: a head, an event a line, a signature. What signs is given from outside, because this zone has no cryptography. */
export type EventsFileHead = z.infer<typeof ExportHeadSchema>;

/** @returns lower-case hex of HMAC-SHA256 over the text in UTF-8, key = the SHA-256 of the secret of the station's key */
export type SignLines = (signed: string) => string;

const HmacLineSchema = z.strictObject({ hmac: z.string().regex(/^[0-9a-f]{64}$/) });
const LineSchema = z.union([WireEventSchema, UnreadableEventSchema]);

/** Every line ends with a line feed, the last one too. */
export function eventsFileOf(head: EventsFileHead, events: readonly WireEvent[], sign: SignLines): string {
  const signed = [head, ...events].map((line) => `${JSON.stringify(line)}\n`).join('');
  return `${signed}${JSON.stringify({ hmac: sign(signed) })}\n`;
}

/** A file whose form is right. Nothing in it may be believed before `hmac` was compared with what signing `signed` gives. */
export interface EventsFile {
  readonly head: EventsFileHead;
  /** The event lines, unread: they are looked at only when the signature is good. */
  readonly lines: readonly string[];
  readonly signed: string;
  readonly hmac: string;
}

export type EventsFileFault = 'no-head' | 'no-signature';

export function readEventsFile(text: string): Result<EventsFile, EventsFileFault> {
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  const cut = body.lastIndexOf('\n') + 1;
  const last = parsedBy(HmacLineSchema, body.slice(cut));
  if (last === null || cut === 0) return failure('no-signature');
  const signed = body.slice(0, cut);
  const [first = '', ...lines] = signed.slice(0, -1).split('\n');
  const head = parsedBy(ExportHeadSchema, first);
  if (head === null) return failure('no-head');
  return success({ head, lines, signed, hmac: last.hmac });
}

/** @returns null: not even number and id can be read */
export function eventOfLine(line: string): z.infer<typeof LineSchema> | null {
  return parsedBy(LineSchema, line);
}

function parsedBy<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
