/** How long an orphan may go unnoticed. */
const LOOK_EVERY_MS = 300;

/**
 * npm passes SIGTERM to the shell it started us with, and Debian's shell dies of it without telling us. So
 * under npm we end, as if told to, when our parent is gone.
 * @param {NodeJS.ProcessEnv} env
 */
export function followParent(env) {
  if (process.platform === 'win32' || env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  timer.unref();
}
