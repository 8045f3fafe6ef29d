import * as z from 'zod';
import { mod3736 } from '../core/check-character.ts';
import { ACTIONS, CHOICES, readCommandCode } from '../core/command-code.ts';
import { NOTES, type NoteCode } from '../core/note.ts';
import { type Phase, SATISFIES } from '../core/phase.ts';
import { REFUSALS, type RefusalCode } from '../core/verdict.ts';
import { PutSiteSchema } from './hub-site.ts';

/*
 * What a scanner does in a story, as a file (scanning design, 18). The same file runs on four layers: V1 in process, V2 through the
 * supervisor on a fake serial port, V3 on a real terminal pair, V4 as keys of a scanner that types. Every answer of the bench is kept;
 * the lists of the layers are compared whole.
 */

export const LAYERS = ['V1', 'V2', 'V3', 'V4'] as const;
/** How the scanner is set up; what each means stands in `src/fakes/scenario/profiles.ts`. */
export const PROFILE_NAMES = ['usual', 'plain', 'crlf', 'french', 'german', 'caps-lock', 'slow-keys'] as const;
/** Kinds of symbol; each has its AIM identifier. `DL` is a GS1 Digital Link in a QR code. */
const SYMBOLS = ['EAN13', 'UPCA', 'UPCE', 'EAN8', 'ITF14', 'CODE128', 'GS1_128', 'GS1_DM', 'GS1_QR', 'QR'] as const;

const Milliseconds = z.int().min(0).max(600_000);
const Text = z.string().min(1).max(4096);
const GAP = 'Silence after each read; 30 unless said. 0: all reads in one write';

const scan = z
  .strictObject({
    scan: Text.describe('What the symbol says, without identifier and suffix; `\\u001d` is the GS1 separator'),
    as: z.enum(SYMBOLS).optional().describe('Left out: EAN13, UPCA, EAN8 or ITF14 for as many digits, else CODE128'),
    times: z.int().min(1).max(10_000).optional(),
    gapMs: Milliseconds.optional().describe(GAP),
    echoMs: Milliseconds.optional().describe('So much later another device delivers the same read once more (rule D4)'),
  })
  .describe('The scanner reads a symbol');

const gs1 = z
  .strictObject({
    gs1: z
      .string()
      .regex(/^(\(\d{2,4}\)[^()]+)+$/)
      .describe('Elements in brackets; separators are placed for you'),
    carrier: z.enum(['GS1_128', 'GS1_DM', 'GS1_QR', 'DL']).optional().describe('Left out: GS1_128'),
  })
  .describe('The scanner reads a GS1 symbol');

const command = z
  .strictObject({
    command: z.string().refine(isCardName, 'no command card has this name'),
  })
  .describe('The scanner reads a command card, `UNDO` for example; `XQ` and the check character are added');

const badge = z
  .strictObject({ badge: z.string().regex(/^[0-9A-Z]{3,31}$/) })
  .describe('The scanner reads a badge; `XB` and the check character are added');

const bytes = z
  .strictObject({ bytes: z.string().regex(/^([0-9a-f]{2})+$/) })
  .describe('The scanner sends exactly these bytes, two lower-case digits each, in one write');

const readable = z.union([scan, gs1, command, badge, bytes]);

const fault = z
  .strictObject({
    fault: z.enum([
      'partial', // the first `n` bytes of `of` (half of it), and no suffix
      'glue', // `of` `n` times (2) with one suffix at the end
      'noise', // `n` bytes (8) as at power-on, then `of` when it is given
      'drop-suffix',
      'double-suffix',
      'no-gs', // the separators of `of` are left out
      'no-aim',
      'strip-check', // the last digit of `of` is left out
      'wrong-baud', // `of` as a port of another speed reads it, `n` times (1)
      'slow', // `n` ms (20) between two bytes
      'flood', // `of` `n` times (1000), 5 ms apart
    ]),
    of: readable.optional(),
    n: z.int().min(0).max(10_000).optional(),
  })
  .refine(({ fault: name, of }) => name === 'noise' || of !== undefined, 'this fault needs `of`');

const human = z
  .strictObject({
    human: z.strictObject({
      text: Text,
      gapMs: z.tuple([Milliseconds, Milliseconds]).describe('Shortest and longest time between two keys'),
      held: z.int().min(1).max(1000).optional().describe('The last key stays down and repeats so often'),
    }),
  })
  .describe('A person types, and ends with Enter. V4 only: must never be taken for a scanner');

const unplug = z
  .strictObject({
    unplug: z
      .strictObject({
        of: readable.optional().describe('A read that is cut off by it'),
        atByte: z.int().min(0).optional().describe('Bytes of `of` that came through; half of it unless said'),
        forMs: Milliseconds,
      })
      .refine(({ of, atByte }) => of !== undefined || atByte === undefined, '`atByte` counts bytes of `of`'),
  })
  .describe('The cable is pulled, and put back; goes on when the station has the scanner again');

const block = z
  .strictObject({
    block: z.strictObject({
      ms: Milliseconds,
      during: z
        .array(z.union([readable, fault, human]))
        .max(200)
        .refine((steps) => steps.every((each) => !('echoMs' in each)), 'one device reads meanwhile'),
    }),
  })
  .describe(
    'The program, or in V4 its window, can do nothing for a while; what is read meanwhile waits at its door, and after it what a person typed',
  );

const names = <Name extends string>(table: Readonly<Record<Name, unknown>>): readonly Name[] =>
  Object.keys(table) as Name[]; // Object.keys forgets the key type

const code = z.enum(names<NoteCode | RefusalCode>({ ...NOTES, ...REFUSALS }));
const phase = z.enum(names<Phase>(SATISFIES));

const expect = z
  .strictObject({
    verdict: code.optional().describe('The code in the band after the last answer'),
    state: phase.optional(),
    line: z.string().optional().describe('SKU of the line that `qty` counts; left out: the whole order'),
    qty: z
      .tuple([z.int().min(0), z.int().min(0)])
      .optional()
      .describe('Packed, of ordered'),
    answers: z.int().min(0).optional().describe('How many answers came since the last `expect`; 1 unless said'),
    withinMs: Milliseconds.optional().describe('From the last byte to the answer, on the clock that is turned by hand'),
    diag: z
      .enum(['partial-dropped', 'overlong', 'noise', 'reopened', 'check-baud'])
      .optional()
      .describe("What the scanner's port noticed since the last `expect`, among other things"),
    only: z.array(z.enum(LAYERS)).min(1).optional().describe('Layers that this is true of; left out: all'),
  })
  .refine((wanted) => wanted.verdict !== undefined || wanted.answers === 0, 'say a verdict, or `answers: 0`')
  .refine((wanted) => wanted.line === undefined || wanted.qty !== undefined, '`line` says what `qty` counts');

export const stepSchema = z.union([
  readable,
  fault,
  human,
  unplug,
  block,
  z.strictObject({ wait: Milliseconds }).describe('Nothing happens'),
  z.strictObject({ key: z.enum(ACTIONS) }).describe('A key on the screen is pressed or touched'),
  z.strictObject({ choose: z.enum(CHOICES) }).describe('An answer to the question on the screen is touched'),
  z.strictObject({ proof: z.literal(true) }).describe('The label of the box in hand is scanned off its box'),
  z.strictObject({ expect }).describe('What the bench has answered since the last `expect`'),
]);

export const scenarioSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .describe('Also the name of its file'),
  about: z.string().min(10).max(300).describe('What must hold, in a sentence'),
  seed: z
    .int()
    .min(0)
    .max(0xffff_ffff)
    .describe('Of the sizes in which bytes arrive, 1 to 64, and of every other chance'),
  profile: z.enum(PROFILE_NAMES),
  order: z.string().min(1).nullable().describe('Number of the order that the signed-in packer opens first; null: none'),
  policy: PutSiteSchema.shape.policy.partial().optional().describe('Rules of the house that differ from the defaults'),
  layers: z
    .array(z.enum(LAYERS))
    .min(1)
    .default([...LAYERS])
    .describe('Where it makes sense'),
  differs: z
    .array(z.strictObject({ layer: z.enum(LAYERS), why: z.string().min(10).max(300) }))
    .default([])
    .describe('Layers whose list of answers is another one by their nature'),
  focus: z.enum(['button', 'input']).optional().describe('V4: what has the focus while the scanner types'),
  steps: z.array(stepSchema).min(1).max(1000),
});

/** @param name as it stands on the card, without `XQ` and the check character */
function isCardName(name: string): boolean {
  return /^[0-9A-Z]{2,}$/.test(name) && typeof readCommandCode(`XQ${name}${mod3736(`XQ${name}`)}`) === 'object';
}

export type Layer = (typeof LAYERS)[number];
export type ProfileName = (typeof PROFILE_NAMES)[number];
export type Readable = z.infer<typeof readable>;
export type FaultStep = z.infer<typeof fault>;
export type HumanStep = z.infer<typeof human>;
export type Expected = z.infer<typeof expect>;
export type Step = z.infer<typeof stepSchema>;
export type Scenario = z.infer<typeof scenarioSchema>;
