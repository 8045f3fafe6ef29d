import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHub, type TestHub } from '../hub/hub-fixture.ts';

const TEXT = readFileSync(fileURLToPath(new URL('../../docs/connect.md', import.meta.url)), 'utf8');

interface Step {
  readonly title: string;
  readonly command: string;
  readonly answer: string;
}
const steps: readonly Step[] = [...TEXT.matchAll(/```sh\n([\s\S]*?)```\n```json\n([\s\S]*?)```/g)].map(
  ([, command = '', answer = '']) => ({ title: command.slice(0, 70), command: command.trim(), answer }),
);

let it: TestHub;
const names = new Map<string, string>([['HUB', 'http://hub.test']]);
beforeAll(async () => {
  it = await openTestHub();
  names.set('OFFICE', it.officeKey);
});
afterAll(() => it.close());

test('docs/connect.md shows calls, each with its answer', () => {
  expect(steps.length).toBeGreaterThan(10);
  expect([...TEXT.matchAll(/^```sh$/gm)]).toHaveLength(steps.length);
});

test.each(steps)('$title', async ({ command, answer }) => {
  const { url, ...init } = requestOf(command);
  const response = await it.hub.handle(url, init);
  const body: unknown = await response.json();
  const wanted: unknown = JSON.parse(answer);
  learn(wanted, body);
  expect(body).toMatchObject(JSON.parse(filled(answer)) as object);
  const code = (wanted as { readonly status?: number }).status;
  expect(response.status).toBe(code ?? response.status);
  if (code === undefined) expect(response.ok, JSON.stringify(body)).toBe(true);
});

/** The words of a shell command: single quotes, double quotes, or none. Names are filled in everywhere, as the reader would. */
function requestOf(command: string): { url: string; method: string; headers: Headers; body: string | null } {
  const words = [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, bare]) =>
    filled(single ?? double ?? bare ?? ''),
  );
  expect(words.shift()).toBe('curl');
  const headers = new Headers();
  let [url, method, body]: [string, string, string | null] = ['', 'GET', null];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-X') method = words.shift() ?? '';
    else if (word === '-d') body = words.shift() ?? '';
    else if (word === '-H') {
      const [name = '', value = ''] = (words.shift() ?? '').split(': ');
      headers.set(name, value);
    } else url = word;
  }
  return { url, method, headers, body };
}

function filled(text: string): string {
  return text.replace(/\$([A-Z_]+)/g, (_, name: string) => names.get(name) ?? `$${name}`);
}

/** Takes the values that the answer has where the document writes a name that is not known yet. */
function learn(wanted: unknown, found: unknown): void {
  if (typeof wanted === 'string' && /^\$[A-Z_]+$/.test(wanted) && typeof found === 'string') {
    if (!names.has(wanted.slice(1))) names.set(wanted.slice(1), found);
  } else if (typeof wanted === 'object' && wanted !== null && typeof found === 'object' && found !== null) {
    for (const [key, value] of Object.entries(wanted)) learn(value, (found as Record<string, unknown>)[key]);
  }
}
