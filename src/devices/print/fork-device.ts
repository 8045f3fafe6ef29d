import { fork } from 'node:child_process';
import type { FromDevice, OpenDeviceProcess, ToDevice } from './device-message.ts';

/**
 * Starts the process for a device file with Node's own `fork`. The packaged app cannot (its fuses forbid to run as Node)
 * and gives Electron's utility process instead.
 * @param script path of `device-process.ts`, bundled
 */
export function forkDeviceProcess(script: string): OpenDeviceProcess {
  return () => {
    const child = fork(script, [], { stdio: 'ignore', execArgv: [] });
    return {
      post: (message: ToDevice) => {
        // An error here means that it has ended, which `exit` tells too.
        if (child.connected) child.send(message, () => {});
      },
      // The script at the other end is ours and speaks nothing else.
      onMessage: (listener) => void child.on('message', (message) => listener(message as FromDevice)),
      onExit: (listener) => {
        child.once('exit', listener);
        child.once('error', listener);
      },
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
