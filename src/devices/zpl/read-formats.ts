import type { Dpi } from '../../core/print.ts';
import { failure, type Result, success } from '../../core/result.ts';
import { closeField } from './close-field.ts';
import { FIELD_COMMANDS, storeFile, storeGraphic, takeCode, takeData, takeGraphic } from './field-commands.ts';
import { createState, emptyField, type Format, type ReaderState } from './reader-state.ts';
import { chosenFont, SETUP_COMMANDS } from './setup-commands.ts';
import { parametersOf, readCommands, type ZplCommand } from './zpl-commands.ts';
import type { Styles } from './zpl-fonts.ts';

const MOST_DOTS_A_SIDE = 6000;
const MOST_LABELS = 100;
const MOST_FIELDS = 2000;
const MOST_CODES = 100;
const MOST_CODE_LETTERS = 10_000;
const MOST_GRAPHIC_BYTES = 8_000_000;

/** Commands that would put something on the paper, or move it, and that are not understood here; always named. */
const NOT_DRAWN = new Set(['FC', 'FM', 'SF', 'XF']);
/** Understood in their usual setting alone; the others move or turn everything. */
const USUAL_SETTING: Readonly<Record<string, string>> = { FP: 'H', MU: 'D', JM: 'A' };
/** These begin the next field when the last one was not ended. */
const BEGINS_FIELD = new Set(['FO', 'FT']);

/** Reads a stream of labels (`^XA` to `^XZ`). A format without any field is not a label: printers print none. */
export function readFormats(zpl: Uint8Array, dpi: Dpi, styles: Styles): Result<readonly Format[], string> {
  const state = createState(dpi, styles);
  const formats: Format[] = [];
  let open = false;
  for (const command of readCommands(zpl)) {
    if (command.name === 'XA') {
      open = true;
      beginFormat(state);
    } else if (command.name === 'XZ') {
      if (open) closeField(state);
      if (open && state.fields.length + state.unknown.size > 0) {
        formats.push(formatOf(state));
        // Pictures that could not be stored before ^XA are named with the label that follows.
        state.unknown.clear();
      }
      open = false;
      if (formats.length > MOST_LABELS) return failure(`it holds more than ${MOST_LABELS} labels`);
    } else if (command.name === 'DG') storeGraphic(state, parametersOf(command, 4));
    else if (command.name === 'DY') storeFile(state, parametersOf(command, 6));
    else if (open) apply(state, command);
    const refusal = excessOf(state);
    if (refusal !== undefined) return failure(refusal);
  }
  if (open) return failure('its last label is not ended by ^XZ');
  if (formats.length === 0) return failure('it holds no label');
  return success(formats);
}

function beginFormat(state: ReaderState): void {
  state.field = emptyField();
  state.fields = [];
  state.copies = 1;
  state.end = { x: 0, y: 0 };
}

function formatOf(state: ReaderState): Format {
  const { widthDots, heightDots, copies, inverted, mirrored, fields, unknown } = state;
  return { widthDots, heightDots, copies, inverted, mirrored, fields, unknown: [...unknown] };
}

function apply(state: ReaderState, command: ZplCommand): void {
  const { name } = command;
  if (BEGINS_FIELD.has(name) && (state.field.data !== undefined || state.field.shape !== undefined)) closeField(state);
  const handler = SETUP_COMMANDS[name] ?? FIELD_COMMANDS[name];
  if (handler !== undefined) handler(state, parametersOf(command));
  else if (name === 'FS') closeField(state);
  else if (name === 'FD' || name === 'FV') takeData(state, command.text);
  else if (name === 'GF') takeGraphic(state, parametersOf(command, 5));
  else if (name.startsWith('A')) state.field.font = chosenFont(state, name.charAt(1), parametersOf(command));
  else if (name.startsWith('B')) takeCode(state, name, parametersOf(command));
  else if (NOT_DRAWN.has(name)) state.unknown.add(`^${name}`);
  else {
    const usual = USUAL_SETTING[name];
    const setting = (parametersOf(command)[0] ?? '').charAt(0).toUpperCase();
    if (usual !== undefined && setting !== '' && setting !== usual) state.unknown.add(`^${name}${setting}`);
  }
}

function excessOf(state: ReaderState): string | undefined {
  if (state.widthDots > MOST_DOTS_A_SIDE || state.heightDots > MOST_DOTS_A_SIDE) {
    return `its labels are longer than ${MOST_DOTS_A_SIDE} dots`;
  }
  if (state.fieldCount > MOST_FIELDS) return `it has more than ${MOST_FIELDS} fields`;
  if (state.codeCount > MOST_CODES || state.codeLetters > MOST_CODE_LETTERS) return 'it has too many codes';
  return state.graphicBytes > MOST_GRAPHIC_BYTES ? 'its pictures are too large' : undefined;
}
