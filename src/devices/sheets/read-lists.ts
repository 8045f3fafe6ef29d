import { parse } from 'csv-parse/sync';
import { hasCheckCharacter, mod3736 } from '../../core/check-character.ts';
import { placeCodeOf, readPlaceCode } from '../../core/place-code.ts';
import { failure, type Result, success } from '../../core/result.ts';
import type { SheetPerson, SheetStation } from './name-sheets.ts';

const BADGE = /^XB[0-9A-Z]{5,33}$/;
/** What stays one code in one row, at 0.5 mm a module, on the narrowest paper. */
const LONGEST_CODE = 30;
const LONGEST_NAME = 60;

/** A table with the columns `name` and `code`. What is wrong is said with its line, in one sentence. */
export function readPeople(csv: string): Result<readonly SheetPerson[], string> {
  const rows = readRows(csv);
  if (!rows.ok) return rows;
  const [head, ...rest] = rows.value;
  const columns = (head?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const [nameAt, codeAt] = [columns.indexOf('name'), columns.indexOf('code')];
  if (nameAt < 0 || codeAt < 0) return failure('The first line must name the columns: name,code.');
  const people: SheetPerson[] = [];
  for (const { line, cells } of rest) {
    const name = (cells[nameAt] ?? '').trim();
    const code = (cells[codeAt] ?? '').trim().toUpperCase();
    const fault = nameFault(name) ?? badgeFault(code) ?? twiceFault(people, code);
    if (fault !== null) return failure(`Line ${line}: ${fault}`);
    people.push({ name, code });
  }
  return people.length === 0 ? failure('There is nobody in the list.') : success(people);
}

/** One bin a line; a whole place code (`L-…`) is taken as the bin that it names. Lines with `#` in front are remarks. */
export function readBins(text: string): Result<readonly string[], string> {
  const bins: string[] = [];
  for (const [at, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const entry = line.trim();
    if (entry === '' || entry.startsWith('#')) continue;
    const bin = readPlaceCode(entry) ?? entry;
    const code = `L-${bin}`;
    if (readPlaceCode(code) !== bin) {
      return failure(
        `Line ${at + 1}: ${entry} is no name for a bin; it takes 1 to 40 printable ASCII characters without spaces.`,
      );
    }
    if (placeCodeOf(bin).length > LONGEST_CODE) {
      return failure(`Line ${at + 1}: ${bin} is too long to print as one code; ${LONGEST_CODE - 2} characters fit.`);
    }
    if (bins.includes(bin)) return failure(`Line ${at + 1}: ${bin} is there twice.`);
    bins.push(bin);
  }
  return bins.length === 0 ? failure('There is no bin in the list.') : success(bins);
}

/** `Pack 3=3`, or with its printer `Pack 3=3@Zebra by the door`. */
export function readStation(text: string): Result<SheetStation, string> {
  const match = /^(.*?)=(\d{1,4})(?:@(.*))?$/s.exec(text);
  const name = match?.[1]?.trim() ?? '';
  if (match === null)
    return failure(`${text} is not NAME=NUMBER or NAME=NUMBER@PRINTER, with a number from 0 to 9999.`);
  const printer = match[3]?.trim() ?? '';
  const fault = nameFault(name);
  if (fault !== null) return failure(`${text}: ${fault}`);
  return success({ name, no: Number(match[2]), printer: printer === '' ? null : printer });
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

function readRows(csv: string): Result<readonly Row[], string> {
  try {
    const rows = parse(csv, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      delimiter: [',', ';'],
    });
    // With `info`, csv-parse gives each record with its place; its types say only `string[][]`.
    return success(
      (rows as unknown as { info: { lines: number }; record: string[] }[]).map(({ info, record }) => ({
        line: info.lines,
        cells: record,
      })),
    );
  } catch (problem) {
    return failure(
      `It is not a table of comma-separated values (${problem instanceof Error ? problem.message : String(problem)}).`,
    );
  }
}

function nameFault(name: string): string | null {
  if (name === '') return 'there is no name.';
  return name.length > LONGEST_NAME ? `${name} is too long; ${LONGEST_NAME} characters fit.` : null;
}

function badgeFault(code: string): string | null {
  if (code === '') return 'there is no badge code.';
  if (!BADGE.test(code) || code.length > LONGEST_CODE)
    return `${code} is no badge code: XB, then 4 to ${LONGEST_CODE - 3} letters A to Z or digits, then the check character.`;
  if (hasCheckCharacter(code)) return null;
  return `${code} has a wrong check character. If ${code.slice(0, -1)} is meant, the code is ${code.slice(0, -1)}${mod3736(code.slice(0, -1))}; if the check character is missing, ${code}${mod3736(code)}.`;
}

function twiceFault(people: readonly SheetPerson[], code: string): string | null {
  const other = people.find((person) => person.code === code);
  return other === undefined ? null : `${code} is ${other.name}'s badge already.`;
}
