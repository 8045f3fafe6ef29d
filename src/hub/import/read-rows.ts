import { parse } from 'csv-parse/sync';
import type { MappedColumn, Mapping } from '../../wire/hub-mapping.ts';
import type { RowProblem } from '../../wire/hub-office.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { type CsvRecord, splitRecords } from './split-records.ts';

export type Fields = Readonly<Partial<Record<MappedColumn, string>>>;

export type Row =
  | { readonly t: 'row'; readonly line: number; readonly fields: Fields }
  /** `order` is the order number when at least that could be read. */
  | { readonly t: 'bad'; readonly problem: RowProblem; readonly order: string | null };

interface Layout {
  readonly width: number;
  readonly at: ReadonlyMap<MappedColumn, number>;
}

/** Reads the data rows. @throws HubRefusal missing_columns, wrong_encoding: when nothing of the file can be read */
export async function* readRows(source: AsyncIterable<Uint8Array>, mapping: Mapping): AsyncGenerator<Row> {
  let layout: Layout | null = null;
  for await (const record of splitRecords(source, mapping.delimiter)) {
    if (layout === null) layout = layoutOf(record, mapping);
    else if (record.bytes.some((byte) => byte > 0x20)) yield readRow(record, layout, mapping);
  }
  if (layout === null)
    throw new HubRefusal('missing_columns', 'The file is empty: not even a row with column names is there.');
}

function layoutOf(record: CsvRecord, mapping: Mapping): Layout {
  const [first, second] = record.bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new HubRefusal(
      'wrong_encoding',
      'The file is UTF-16 ("Unicode text"). Save it as "CSV UTF-8" and import it again.',
    );
  }
  const header = readFields(record, mapping);
  if (header.t === 'bad') {
    throw new HubRefusal(
      header.code === 'wrong-encoding' ? 'wrong_encoding' : 'missing_columns',
      `The row with the column names cannot be read: ${header.detail}`,
    );
  }
  const names = header.fields.map((name) => name.replace(/^\uFEFF/, '').trim());
  const at = new Map<MappedColumn, number>();
  const faults: string[] = [];
  for (const [key, name] of Object.entries(mapping.columns) as [MappedColumn, string][]) {
    const places = names.flatMap((found, index) => (found === name ? [index] : []));
    if (places.length === 0) faults.push(`"${name}" is missing`);
    if (places.length > 1) faults.push(`"${name}" stands ${places.length} times`);
    if (places[0] !== undefined) at.set(key, places[0]);
  }
  if (faults.length > 0) {
    throw new HubRefusal(
      'missing_columns',
      `Mapping "${mapping.name}": column ${faults.join(', ')}. The file has: ${names.slice(0, 60).join(', ').slice(0, 600)}.`,
    );
  }
  return { width: names.length, at };
}

function readRow(record: CsvRecord, layout: Layout, mapping: Mapping): Row {
  const read = readFields(record, mapping);
  if (read.t === 'bad') return bad(record, layout, mapping, read.code, read.detail);
  if (read.fields.length !== layout.width) {
    return bad(
      record,
      layout,
      mapping,
      'column-count',
      `The row has ${read.fields.length} columns, the header has ${layout.width}.`,
    );
  }
  const fields: Partial<Record<MappedColumn, string>> = {};
  for (const [key, index] of layout.at) {
    const value = (read.fields[index] ?? '').replace(/\s+/g, ' ').trim();
    if (/[\p{Cc}\p{Cs}]/u.test(value)) {
      return bad(
        record,
        layout,
        mapping,
        'control-character',
        `Column "${mapping.columns[key]}" holds a character that no printer can print.`,
      );
    }
    fields[key] = value;
  }
  return { t: 'row', line: record.line, fields };
}

type ReadFields =
  | { readonly t: 'fields'; readonly fields: readonly string[] }
  | { readonly t: 'bad'; readonly code: string; readonly detail: string };

function readFields(record: CsvRecord, mapping: Mapping): ReadFields {
  if (record.tooLong) {
    return {
      t: 'bad',
      code: 'too-long',
      detail: 'The row is longer than 64 KiB, or a quotation mark opens in it and never closes.',
    };
  }
  const text = decode(record.bytes, mapping.encoding);
  if (typeof text !== 'string') return { t: 'bad', code: 'wrong-encoding', detail: text.detail };
  const fields = split(text, mapping.delimiter);
  return fields === null
    ? { t: 'bad', code: 'bad-quotes', detail: 'The quotation marks of the row do not match.' }
    : { t: 'fields', fields };
}

function split(text: string, delimiter: string): readonly string[] | null {
  try {
    const rows: string[][] = parse(text, { delimiter, relaxQuotes: true, relaxColumnCount: true, bom: true });
    return rows.length === 1 ? (rows[0] ?? null) : null;
  } catch {
    return null;
  }
}

function decode(bytes: Buffer, encoding: Mapping['encoding']): string | { readonly detail: string } {
  const utf8 = asUtf8(bytes);
  if (encoding === 'utf-8') {
    return (
      utf8 ?? {
        detail: `The row is not UTF-8${oddByte(bytes)}. Save the file as "CSV UTF-8", or use a mapping with "encoding": "windows-1252".`,
      }
    );
  }
  if (utf8 !== null && bytes.some((byte) => byte > 0x7f)) {
    return { detail: 'The row is UTF-8, but the mapping says windows-1252: its accents would be garbled.' };
  }
  return new TextDecoder('windows-1252').decode(bytes);
}

function asUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function oddByte(bytes: Uint8Array): string {
  const index = bytes.findIndex(
    (byte, at) => byte > 0x7f && asUtf8(bytes.subarray(at, at + 4)) === null && !(byte >= 0x80 && byte < 0xc0),
  );
  return index < 0 ? '' : ` (byte 0x${(bytes[index] ?? 0).toString(16).toUpperCase()} at position ${index + 1})`;
}

function bad(record: CsvRecord, layout: Layout, mapping: Mapping, code: string, detail: string): Row {
  return { t: 'bad', problem: { line: record.line, code, detail }, order: orderNumberIn(record, layout, mapping) };
}

/** The order a broken row belongs to must not be packed without it, so its number is looked for even here. */
function orderNumberIn(record: CsvRecord, layout: Layout, mapping: Mapping): string | null {
  const index = layout.at.get('order') ?? -1;
  const parts = record.bytes.subarray(0, 1024).toString('latin1').split(mapping.delimiter);
  const whole = index < parts.length - 1 || !record.tooLong;
  const value = (parts[index] ?? '').replace(/^"|"$/g, '').trim();
  return whole && /^[\w./#-]{1,60}$/.test(value) ? value : null;
}
