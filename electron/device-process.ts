import { utilityProcess } from 'electron';
import type { FromDevice, OpenDeviceProcess } from '../src/devices/print/device-message.ts';
import { locations } from './locations.ts';

/** The process that holds a printer's device file: the app's fuses forbid to run as Node, so Electron starts it. */
export const openDeviceProcess: OpenDeviceProcess = () => {
  const child = utilityProcess.fork(locations.deviceProcess, [], { serviceName: 'Packhouse device file' });
  return {
    post: (message) => child.postMessage(message),
    // The script at the other end is ours and speaks nothing else.
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromDevice)),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  };
};
