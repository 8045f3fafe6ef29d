import type { ReasonWords } from '../catalogue.ts';

/** The way out of every stop. */
export const GO_ON = 'Scan SEEN to go on.';

export const reasons: ReasonWords = {
  faults: {
    'check-character': 'That card is damaged. Scan it again, or take a new one.',
    'unknown-command': 'This bench does not know that card. Take the newest sheet.',
    'check-digit': 'The last digit does not add up. Scan it again.',
    'check-digit-stripped': 'The scanner leaves out the last digit. Call the person who set it up.',
    glued: 'Two codes came as one. Scan them one by one.',
    'unknown-ai': 'A part of it means nothing here. Scan another code on it.',
    'too-short': 'A piece of the code is missing. Scan it again.',
    'too-long': 'A part of the code is too long. Scan another code on it.',
    'bad-character': 'A sign in it does not belong there. Scan it again.',
    'bad-date': 'Its date is on no calendar. Scan another code on it.',
    'bad-time': 'Its time is on no clock. Scan another code on it.',
    'bad-value': 'A number in it cannot be. Scan another code on it.',
    'ai-conflict': 'The code says two things at once. Scan another code on it.',
    empty: 'The code is empty. Scan another code on it.',
    'bad-link': 'Its web address is broken. Scan another code on it.',
  },
  blocks: {
    recall: 'is called back. None of it may leave.',
    hold: 'is on hold. None of it may leave.',
    hazard: 'is dangerous goods. Only trained people pack it.',
  },
  problems: {
    address: 'Its address is not complete.',
    customs: 'Its customs data is missing.',
    'hazard-papers': 'Its papers for dangerous goods are missing.',
  },
  boxes: {
    carrier: 'This carrier does not take that box.',
    'too-heavy': 'It gets too heavy for that box.',
    'too-long': 'That box is too long for this carrier.',
    girth: 'That box is too big around for this carrier.',
  },
};
