import type { PrintingWords } from '../catalogue.ts';

export const printing: PrintingWords = {
  conditions: {
    paper_out: {
      word: 'No labels', what: (printer) => `The roll in ${printer} is empty.`, chip: 'No labels',
      part: 'Labels', says: 'empty', steps: ['Put in a roll.', 'Close the lid.'],
    },
    paper_low: {
      word: 'Labels end soon', what: (printer) => `The roll in ${printer} is nearly empty.`, chip: 'Labels end soon',
      part: 'Labels', says: 'few left', steps: ['Fetch a roll.'],
    },
    cover_open: {
      word: 'Lid is open', what: (printer) => `The lid of ${printer} is open.`, chip: 'Lid open',
      part: 'Lid', says: 'open', steps: ['Close the lid until it clicks.'],
    },
    jam: {
      word: 'Label stuck', what: (printer) => `A label is stuck in ${printer}.`, chip: 'Label stuck',
      part: 'Path', says: 'stuck', steps: ['Open the lid. Take out the label.', 'Close the lid.'],
    },
    ribbon_out: {
      word: 'No ribbon', what: (printer) => `The ribbon in ${printer} is used up.`, chip: 'No ribbon',
      part: 'Ribbon', says: 'used up', steps: ['Put in a ribbon.', 'Close the lid.'],
    },
    paused: {
      word: 'Printer paused', what: (printer) => `Somebody paused ${printer}.`, chip: 'Paused',
      part: 'Printer', says: 'paused', steps: ['Press PAUSE on the printer.'],
    },
    head_hot: {
      word: 'Too hot', what: (printer) => `${printer} cools down for a minute.`, chip: 'Too hot',
      part: 'Print head', says: 'hot', steps: ['Wait a minute.'],
    },
    buffer_full: {
      word: 'Printer is busy', what: (printer) => `${printer} still works on older jobs.`, chip: 'Busy',
      part: 'Memory', says: 'full', steps: ['Wait until it has printed.'],
    },
    cutter: {
      word: 'Cutter stuck', what: (printer) => `The cutter of ${printer} is stuck.`, chip: 'Cutter stuck',
      part: 'Cutter', says: 'stuck', steps: ['Open the lid. Free the cutter.', 'Close the lid.'],
    },
    needs_service: {
      word: 'Needs repair', what: (printer) => `${printer} asks for a technician.`, chip: 'Needs repair',
      part: 'Printer', says: 'broken', steps: ['Tell your lead.'],
    },
    no_reply: {
      word: 'No answer', what: (printer) => `${printer} does not answer.`, chip: 'No answer',
      part: 'Printer', says: 'silent', steps: ['See that it is on.', 'See that its cable is in.'],
    },
  },
  faults: {
    UNREACHABLE: {
      word: 'Printer is away', what: (printer) => `${printer} does not answer. Nothing was sent.`,
      steps: ['See that it is on.', 'See that its cable is in.'],
    },
    NOT_READY: { word: 'Printer not ready', what: (printer) => `${printer} cannot print now. Nothing was sent.`, steps: ['Look at its lights.'] },
    PAYLOAD_REJECTED: { word: 'Label refused', what: (printer) => `${printer} cannot take this label.`, steps: ['Tell your lead.'] },
    STALLED: { word: 'Printer stopped', what: (printer) => `${printer} stopped in the middle.`, steps: ['Look at its lights.'] },
    DISCONNECTED: { word: 'Cut off', what: (printer) => `${printer} was cut off in the middle.`, steps: ['See that its cable is in.'] },
    FAULT_AFTER_SEND: { word: 'Printer stopped', what: (printer) => `${printer} has the label and stopped.`, steps: ['Look at its lights.'] },
    NO_ACK: { word: 'No word back', what: (printer) => `${printer} has not said that it printed.`, steps: ['Look for the label.'] },
    UNCONFIRMED: { word: 'Look for it', what: (printer) => `${printer} cannot tell whether it printed.`, steps: ['Look for the label.'] },
    RESTARTED: { word: 'Was started anew', what: () => 'This bench stopped while the label was printing.', steps: ['Look for the label.'] },
  },
  jobStates: {
    queued: 'Waiting its turn',
    sending: 'Sent to printer',
    attention: 'Printer stopped',
    printed: 'Printed',
    unknown: 'Not sure',
    not_sent: 'Not sent',
    failed: 'Not made',
  },
  fineParts: [
    { part: 'Labels', says: 'in', unless: ['paper_out', 'paper_low'] },
    { part: 'Lid', says: 'closed', unless: ['cover_open'] },
    { part: 'Print head', says: 'cool', unless: ['head_hot'] },
  ],
  unknown: {
    word: 'Label out?',
    what: () => 'Did a clean label come out? Scan it.',
    steps: ['Yes: stick it on and scan it.', 'No: scan NO LABEL.'],
  },
  failed: { word: 'No label yet', what: () => 'The label could not be made. Nothing was printed.', steps: ['Try once more.'] },
  goesOnByItself: 'It goes on by itself.',
  scanKey: (key) => `Scan ${key}.`,
  printerSays: 'The printer says',
  noAnswer: 'nothing',
  waiting: (time) => `waiting ${time}`,
  notPrintedYet: 'The label is not printed yet',
  noPrinter: 'the printer',
};
