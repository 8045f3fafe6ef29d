import { EXIT, Stop } from './exits.mjs';
import { runChild } from './run-child.mjs';
import { say } from './say.mjs';

const UPDATE_LIMIT_MS = 180_000;
const INSTALL_LIMIT_MS = 600_000;
const OPTIONS = [
  '-q',
  // Somebody else's apt may be at work: wait for it rather than fail, but not for ever.
  '-o',
  'DPkg::Lock::Timeout=120',
  '-o',
  'Acquire::Retries=2',
  '-o',
  'Acquire::http::Timeout=30',
  '-o',
  'Acquire::https::Timeout=30',
];

/** @param {readonly string[]} packages */
export function aptLine(packages) {
  return `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/**
 * Installs packages without asking anything; each step is bounded in time and tried twice.
 * @param {readonly string[]} packages
 * @param {import('./run-child.mjs').RunChild} [run]
 * @throws {Stop}
 */
export async function aptInstall(packages, run = runChild) {
  say(`Installing system packages: ${packages.join(' ')} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const steps = [
    { args: [...OPTIONS, 'update'], limitMs: UPDATE_LIMIT_MS },
    { args: [...OPTIONS, 'install', '-y', '--no-install-recommends', ...packages], limitMs: INSTALL_LIMIT_MS },
  ];
  for (const { args, limitMs } of steps) {
    // A dpkg that is cut short leaves work behind: it gets long to finish after SIGTERM.
    const attempt = () => run('apt-get', args, { env, limitMs, graceMs: 30_000 });
    let outcome = await attempt();
    if (outcome.code !== 0) outcome = await attempt();
    if (outcome.code !== 0)
      throw new Stop(
        EXIT.aptFailed,
        `${reasonOf(outcome)}; run "${aptLine(packages)}" yourself and look at what it says.`,
      );
  }
}

/** @param {import('./run-child.mjs').Outcome} outcome */
function reasonOf(outcome) {
  if (outcome.tookTooLong) return 'apt-get did not end in time';
  const error = outcome.stderr.split('\n').find((line) => line.startsWith('E: '));
  return error ? `apt-get failed (${error.slice(3)})` : `apt-get failed with exit code ${outcome.code}`;
}
