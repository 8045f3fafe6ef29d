import type { SyncWords } from '../sync-words.ts';

const other = (name: string, otherwise: string) => (name === '' ? otherwise : name);

export const sync: SyncWords = {
  conflict: {
    kinds: {
      double_ship: {
        word: 'Packed twice',
        what: (number, station) => `${other(station, 'Another bench')} packed order ${number} too.`,
      },
      moved: {
        word: 'Packed elsewhere',
        what: (number) => `Order ${number} belongs to another house now.`,
      },
      shipped_after_cancel: {
        word: 'Cancelled before',
        what: (number) => `The shop cancelled order ${number} before it was packed.`,
      },
      over_ship: { word: 'Too much in it', what: (number) => `Order ${number} has more in its box than was ordered.` },
      edited_after_claim: {
        word: 'Changed meanwhile',
        what: (number) => `The shop changed order ${number} while it was packed.`,
      },
      tracking_twice: {
        word: 'One label, two boxes',
        what: (number) => `The label of order ${number} is on another box.`,
      },
      foreign_label: { word: 'Wrong label on it', what: (number) => `Order ${number} left with the label of another.` },
      label_voided: { word: 'Label is void', what: (number) => `The carrier will not carry order ${number}.` },
    },
    asks: {
      double_ship: 'Which one ships?',
      moved: 'Which one ships?',
      shipped_after_cancel: 'Where is the box?',
      over_ship: 'Where is the box?',
      edited_after_claim: 'Is it still right?',
      tracking_twice: 'Where is the box?',
      foreign_label: 'Where is the box?',
      label_voided: 'Where is the box?',
    },
    who: 'Who',
    when: 'When',
    label: 'Label',
    counts: 'Ships',
    yes: 'yes',
    no: 'not yet',
    you: '(here)',
    nobody: 'not known',
    none: 'none',
    ships: (station) => `The box of ${station} ships.`,
    leadDecides: 'A lead decides this with a badge.',
    nothingLost: 'Stock is counted once. You can go on packing.',
  },
  drill: {
    shipped: 'Packed without network',
    refused: 'Refused for want of it',
    scans: 'Scans',
    left: 'Orders left to do alone',
    dry: 'Nothing left after',
    never: 'never',
  },
  enrol: {
    open: 'Connect to a hub',
    title: 'Connect this bench',
    close: 'CLOSE',
    how: 'Scan the code that the office shows, or type its address and the code.',
    field: 'Address and code',
    look: 'LOOK',
    sure: 'This bench will work for this hub.',
    pinned: 'The code says which certificate is the right one.',
    notPinned: 'The certificate is checked by the authorities of this computer.',
    connect: 'CONNECT',
    asking: 'The hub is asked.',
    done: (station) => `This bench is ${station} now. It counts after a restart.`,
    unsentIn: (file) => `What was not sent before lies in ${file}. The office can import it.`,
    restart: 'RESTART',
    failed: 'That did not work.',
    save: (entries) => `Save ${entries} unsent entries`,
    savedIn: (entries, file) => `${entries} entries lie in ${file}.`,
  },
};
