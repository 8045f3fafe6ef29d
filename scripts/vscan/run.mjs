import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { EXIT, Stop } from '../runtime/exits.mjs';
import { say } from '../runtime/say.mjs';
import { openLine } from './line.mjs';
import { loadScanner } from './load-scanner.mjs';
import { playScenario } from './play.mjs';
import { readReplLine } from './repl-line.mjs';

const USAGE =
  'npm run -s vscan -- (--pty | --connect PATH) (FILE.json | --repl) [--profile NAME] [--no-start]. --pty makes a cable and prints the path for the settings; --no-start leaves out the badge and the order at the beginning.';
const WRONG_FILE = 2;

/**
 * Plays a scenario, or what is typed, into a terminal. Standard output gets the path of the cable and nothing else.
 * @param {string[]} argv
 * @returns {Promise<number>}
 */
export async function runVirtualScanner(argv) {
  const { values, file } = readArguments(argv);
  const scanner = await loadScanner();
  const profile = scanner.PROFILES[values.profile ?? 'usual'];
  if (profile === undefined) {
    throw new Stop(EXIT.usage, `--profile is one of ${Object.keys(scanner.PROFILES).join(', ')}. ${USAGE}`);
  }
  const scenario = file === null ? null : readScenario(file, scanner.scenarioSchema);
  const line = await openLine(values.connect ?? null, scanner);
  const typed = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  const lines = typed[Symbol.asyncIterator]();
  try {
    process.stdout.write(`${line.path}\n`);
    if (scenario === null) await repl(lines, line, scanner, profile);
    else {
      const own = values.connect === undefined;
      // Nobody hears a scanner before the station has opened its end, nor the last code when the cable goes with it.
      if (own) await ask(lines, 'Put this path into the settings of the station, then press Enter.');
      await playScenario(scenario, { line, scanner, start: !values['no-start'], ask: (what) => ask(lines, what) });
      if (own) await ask(lines, 'Press Enter to pull the plug.');
    }
  } finally {
    typed.close();
    await line.close();
  }
  return 0;
}

async function repl(lines, line, scanner, profile) {
  say('Each line is a scan. Also: gs1 (01)…, command UNDO, badge …, bytes 41…, fault partial …, unplug 800, quit.');
  const dice = scanner.createSeededDice(1);
  let last = null;
  for await (const text of { [Symbol.asyncIterator]: () => lines }) {
    const read = readReplLine(text, last);
    if (read === null) continue;
    if ('quit' in read) return;
    const step = 'error' in read ? read : scanner.stepSchema.safeParse(read.step);
    if ('error' in read || !step.success) {
      say('error' in read ? read.error : `That is no scan: ${step.error.issues[0]?.message}.`);
      continue;
    }
    if ('unplug' in step.data) await line.unplug(step.data.unplug.forMs);
    else {
      await line.deliver(scanner.deliveriesOf(step.data, profile, dice));
      if (!('fault' in step.data)) last = step.data;
    }
    say('sent');
  }
}

async function ask(lines, what) {
  say(what);
  const { value, done } = await lines.next();
  return done ? '' : value.trim();
}

function readScenario(file, schema) {
  // npm changes to the project's folder; INIT_CWD is where the person stands.
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), file);
  let json;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Stop(WRONG_FILE, `${path} cannot be read (${error.message}).`);
  }
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Stop(WRONG_FILE, `${path} is no scenario: ${issue?.path.join('.') || 'file'}: ${issue?.message}.`);
}

function readArguments(argv) {
  const options = {
    pty: { type: 'boolean' },
    connect: { type: 'string' },
    repl: { type: 'boolean' },
    profile: { type: 'string' },
    'no-start': { type: 'boolean' },
  };
  let parsed;
  try {
    parsed = parseArgs({ args: argv, options, allowPositionals: true });
  } catch (error) {
    throw new Stop(EXIT.usage, `${error.message} Use: ${USAGE}`);
  }
  const { values, positionals } = parsed;
  const oneLine = (values.pty === true) !== (values.connect !== undefined);
  const oneStory = positionals.length === (values.repl === true ? 0 : 1);
  if (!oneLine || !oneStory) throw new Stop(EXIT.usage, `Use: ${USAGE}`);
  return { values, file: positionals[0] ?? null };
}
