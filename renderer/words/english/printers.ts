import type { PrinterWords } from '../printer-words.ts';

const boxes = (n: number) => (n === 1 ? '1 box' : `${n} boxes`);

export const printers: PrinterWords = {
  printers: {
    title: 'Printers and papers',
    roles: { label: 'labels', slip: 'slips' },
    neighbour: 'neighbour',
    reach: {
      tcp: 'by network',
      device: 'by cable',
      serial: 'by serial cable',
      cups: 'by system queue',
      windows: 'by system queue',
    },
    proofs: {
      odometer: 'counts its labels',
      'process-id': 'says when a sheet is done',
      status: 'tells its state',
      none: 'cannot tell: scan every label',
    },
    noPrinters: 'No printer is set up.',
    onTheirWay: 'On their way',
    noPapers: 'No paper is on its way.',
    touch: 'Touch one to see it.',
    states: {
      queued: 'Waits its turn',
      sending: 'Sent, not printed yet',
      attention: 'The printer stopped',
      printed: 'Printed',
      unknown: 'Nobody knows: scan it',
      not_sent: 'Not sent, nothing printed',
      awaited: 'Carrier has not sent it',
      failed: 'Could not be made',
    },
    parked: 'Parked',
    boxes,
    more: (n) => `and ${n} more`,
    close: 'CLOSE',
  },
  paper: {
    kinds: {
      label: 'Label',
      slip: 'Packing slip',
      'gift-note': 'Gift note',
      content: 'Content list',
      return: 'Return label',
      customs: 'Customs papers',
    },
    show: { label: 'SHOW LABEL', papers: 'SHOW PAPERS' },
    settled: 'Nobody waits for it',
    exact: 'This is what the printer is given.',
    printer: 'Printer',
    code: 'For support',
    noPicture: 'There is no picture of it yet.',
    close: 'CLOSE',
  },
  awaited: {
    says: "The carrier's label is not here yet.",
    waiting: (time) => `Waiting ${time}`,
    park: 'Go on, print later.',
    retry: 'Or ask once more.',
  },
  parked: {
    waiting: (n) => (n === 1 ? '1 box waits for a label' : `${n} boxes wait for a label`),
    printable: (key) => `The printer is well again. Scan ${key}.`,
    waitsFor: (printer) => `Waiting for ${printer}.`,
    noPrinter: 'Waiting for a label printer.',
    order: (number, n) => `${number}, ${boxes(n)}`,
  },
};
