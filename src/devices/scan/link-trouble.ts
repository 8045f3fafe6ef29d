import type { LinkStatus } from '../../runtime/scanner-port.ts';

/** serialport's errors carry no code (measured with serialport 13 on Linux; its issues for Windows): the text is all there is. */
export function describeTrouble(message: string, path: string, platform: string): Omit<LinkStatus, 'sinceMs'> {
  if (/permission denied/i.test(message)) {
    const detail =
      platform === 'linux'
        ? `This user may not open ${path}: add this user to the dialout group and sign in again.`
        : `This user may not open ${path}: give this user the right to it and sign in again.`;
    return { link: 'denied', code: 'no-permission', detail };
  }
  // Windows says "Access denied" of a port that another program has.
  if (/cannot lock port|access (is )?denied|resource (busy|temporarily)/i.test(message)) {
    return { link: 'busy', code: 'in-use', detail: `Another program has ${path} open: close that program.` };
  }
  if (/inappropriate ioctl|invalid (parity|stop bits|data bits|baud)|not a (tty|serial)/i.test(message)) {
    const detail = `${path} is no serial port, or does not know these line settings (${message}).`;
    return { link: 'lost', code: 'unsuitable', detail };
  }
  const detail = `No device at ${path}: put its plug in (${message}).`;
  return { link: 'lost', code: 'no-device', detail };
}
