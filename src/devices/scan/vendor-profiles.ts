import type { HostSignal } from '../../runtime/scanner-port.ts';

export type ScannerVendor = 'generic' | 'datalogic' | 'honeywell' | 'zebra';
export type SignalBytes = Readonly<Partial<Record<HostSignal, readonly number[] | undefined>>>;

const BEL = 0x07;
const ESC = 0x1b;
const letters = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));

/** What each maker's manuals say that a scanner does on a byte from the host; what they do not say is not sent. */
export const VENDOR_SIGNALS: Readonly<Record<ScannerVendor, SignalBytes>> = {
  generic: {},
  /**
   * Magellan 9800i, appendix E; PowerScan, appendix E. `F`, "not on file", also switches the reader off on some models, so `E` goes
   * after it: a refused scan must not leave the packer with a dead scanner.
   */
  datalogic: { good: [BEL], bad: letters('FE'), enable: letters('E'), disable: letters('D') },
  /** Xenon and Granit user guide, host commands: ESC 7 is the good read, ESC 8 the razz, ESC 5 a medium beep; the comma ends each. */
  honeywell: { good: [ESC, ...letters('7,')], bad: [ESC, ...letters('8,')], attention: [ESC, ...letters('5,')] },
  /** Product reference guides, "Beep on BEL": off by default, meant to draw the user's attention. */
  zebra: { attention: [BEL] },
};

const NAK = 0x15;

/** On NAK a scanner sends its last code once more, and a unit would be counted that nobody scanned. */
export function hasNak(signals: SignalBytes): boolean {
  return Object.values(signals).some((bytes) => bytes?.includes(NAK) === true);
}
