import type { Action, Choice } from '../../core/phase.ts';
import { millimetres } from './symbol.ts';

/** An SVG path on a grid of 24, drawn with a line of 2. */
export type IconDrawing = string;

const DRAWINGS = {
  arrow: 'M4 12h15M13 5l7 7-7 7',
  back: 'M20 12H5M11 5l-7 7 7 7',
  undo: 'M8 4L3 9l5 5M3 9h11a6 6 0 0 1 0 12H8',
  undoLine: 'M8 2L3 7l5 5M3 7h11a5 5 0 0 1 0 10H9M3 22h18',
  minus: 'M5 12h14M3 3h18v18H3z',
  skip: 'M4 5l7 7-7 7M13 5l7 7-7 7',
  fewer: 'M4 6h16M4 12h10M4 18h4',
  torn: 'M4 4h16v16H4zM13 4l-3 6 4 2-4 4 2 4',
  half: 'M3 4h18v16H3zM12 4v16M14 8h5M14 12h5M14 16h5',
  hold: 'M8 4v16M16 4v16',
  shelf: 'M3 4v17M21 4v17M3 12h18M3 20h18M7 12V7h5v5M14 20v-4h4v4',
  hand: 'M7 21c-2-3-4-6-4-8 2-1 3 1 4 2V5a1.5 1.5 0 0 1 3 0v6V3.5a1.5 1.5 0 0 1 3 0V11V5a1.5 1.5 0 0 1 3 0v7V8a1.5 1.5 0 0 1 3 0c0 6 0 9-2 13z',
  box: 'M3 7.5l9-4.5 9 4.5v9l-9 4.5-9-4.5zM3 7.5l9 4.5 9-4.5M12 12v9',
  boxPlus: 'M3 9h12v12H3zM3 9l2-4h8l2 4M19 2v8M15 6h8',
  boxUp: 'M3 12h9v9H3zM13 11l8-8M14 3h7v7',
  boxMove: 'M2 9h8v8H2zM12 13h9M17 9l4 4-4 4',
  unlink: 'M4 4h6v6H4zM14 14h6v6h-6zM14 4h6v6h-6zM4 14h6v6H4z',
  wrongPlace: 'M3 4v17M21 4v17M3 20h18M8 8l8 8M16 8l-8 8',
  pencil: 'M4 20l1-5L16 4l4 4L9 19zM14 6l4 4',
  cart: 'M2 4h3l3 11h10l3-8H6M9 20h.01M17 20h.01',
  tote: 'M3 8h18l-2 12H5zM2 5h20v3H2zM9 12h6',
  scale: 'M4 21h16l-2-9H6zM3 5h18M12 5v7M9 17a3 3 0 0 1 6 0',
  check: 'M4 12.5l5.5 5.5L20 6.5',
  cross: 'M5 5l14 14M19 5L5 19',
  eye: 'M2 12c4-7 16-7 20 0-4 7-16 7-20 0zM12 9a3 3 0 1 0 .01 0z',
  lid: 'M3 10h18v11H3zM3 10l3-6h12l3 6M8 15l3 3 5-5',
  refresh: 'M20 5v5h-5M4 19v-5h5M5.5 9A7.5 7.5 0 0 1 19.5 10M18.5 15A7.5 7.5 0 0 1 4.5 14',
  noLabel: 'M4 4h16v16H4zM7 17L17 7',
  printer: 'M7 8V3h10v5M7 17H3V8h18v9h-4M7 14h10v7H7z',
  sheet: 'M5 3h14v18H5zM9 8h6M9 12h6M9 16h3',
  truck: 'M2 5h12v12H2zM14 9h4l4 4v4h-8M7 20h.01M18 20h.01',
  school: 'M2 9l10-5 10 5-10 5zM6 11v6c3 3 9 3 12 0v-6',
  scanner: 'M3 5h13l4 3v3H9l-2 9H3l2-9H3zM9 11l1 4h3',
  gauge: 'M4 19a9 9 0 1 1 16 0M12 14l4-6',
  speak: 'M3 9v6h4l6 5V4L7 9zM16 9a4 4 0 0 1 0 6M18 6a8 8 0 0 1 0 12',
  lock: 'M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4',
  help: 'M12 3a9 9 0 1 0 .01 0zM9.3 9.3a2.8 2.8 0 1 1 4 2.6c-.9.4-1.3 1-1.3 2.1M12 17v.5',
  door: 'M5 3h9v18H5zM17 12h6M20 9l3 3-3 3M11 12h.01',
  empty: 'M3 4v17M21 4v17M3 12h18M3 20h18',
  crushed: 'M3 21h18M5 21l2-8-2-3 5 1 2-4 2 4 5-1-2 3 2 8',
  drop: 'M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z',
  stain: 'M4 4h16v16H4zM9 9h3v3H9zM14 13h2v2h-2zM8 15h2v2H8z',
  seal: 'M12 3a7 7 0 1 0 .01 0zM8 16l-2 6 6-3 6 3-2-6M9 7l6 6',
  pin: 'M12 22c-5-7-7-10-7-13a7 7 0 0 1 14 0c0 3-2 6-7 13zM12 7a2 2 0 1 0 .01 0z',
  bottle: 'M10 2h4v5l3 4v11H7V11l3-4z',
  person: 'M12 3a4 4 0 1 0 .01 0zM4 21c0-5 3.4-7.5 8-7.5s8 2.5 8 7.5',
  dots: 'M5 12h.01M12 12h.01M19 12h.01',
  split: 'M3 12h8M11 12l6-7h4M11 12l6 7h4',
  sand: 'M6 3h12M6 21h12M7 3c0 6 4 7 5 9 1-2 5-3 5-9M7 21c0-6 4-7 5-9 1 2 5 3 5 9',
  swap: 'M4 8h15M15 4l4 4-4 4M20 16H5M9 12l-4 4 4 4',
  agree: 'M3 4h18v12H10l-5 5v-5H3zM8 10l3 3 5-5',
  two: 'M8 7a4 4 0 0 1 8 0c0 4-8 6-8 12h8',
  one: 'M9 7l3-3v16M8 20h8',
  three: 'M8 5h8l-5 6c7 0 6 9 0 9-2 0-3-1-3-2',
  four: 'M14 20V4L7 15h10',
  five: 'M16 4H9v7c7-2 9 8 2 9-2 0-3-1-3-2',
  six: 'M15 4c-5 2-7 6-7 11a4 4 0 1 0 4-4c-2 0-4 2-4 4',
  times: 'M3 8l6 8M9 8l-6 8M13 12h8M17 8v8',
  takeOver: 'M8 4a3 3 0 1 0 .01 0zM2 20c0-5 3-7 6-7M12 16h10M18 12l4 4-4 4',
} as const satisfies Record<string, IconDrawing>;

type IconName = keyof typeof DRAWINGS;

const ACTION_ICONS = {
  next: 'arrow',
  previous: 'back',
  undo: 'undo',
  'undo-line': 'undoLine',
  remove: 'minus',
  skip: 'skip',
  short: 'fewer',
  damaged: 'torn',
  partial: 'half',
  hold: 'hold',
  'put-back': 'shelf',
  'by-hand': 'hand',
  'new-box': 'boxPlus',
  'bigger-box': 'boxUp',
  move: 'boxMove',
  'break-kit': 'unlink',
  'wrong-bin': 'wrongPlace',
  learn: 'pencil',
  pick: 'cart',
  'new-tote': 'tote',
  weigh: 'scale',
  confirm: 'check',
  cancel: 'cross',
  acknowledge: 'eye',
  finish: 'lid',
  retry: 'refresh',
  'no-label': 'noLabel',
  reprint: 'printer',
  'slip-again': 'sheet',
  'hand-over': 'truck',
  train: 'school',
  'check-scanner': 'scanner',
  status: 'gauge',
  repeat: 'speak',
  lock: 'lock',
  help: 'help',
  'sign-out': 'door',
} as const satisfies Record<Action, IconName>;

const CHOICE_ICONS = {
  'none-on-shelf': 'empty',
  misplaced: 'wrongPlace',
  'too-few': 'fewer',
  crushed: 'crushed',
  leaking: 'drop',
  dirty: 'stain',
  'seal-broken': 'seal',
  address: 'pin',
  goods: 'bottle',
  papers: 'sheet',
  customer: 'person',
  other: 'dots',
  elsewhere: 'shelf',
  'ship-rest': 'split',
  wait: 'sand',
  replace: 'swap',
  checked: 'check',
  'customer-agrees': 'agree',
  'scale-wrong': 'scale',
  'no-choice': 'dots',
  'box-1': 'one',
  'box-2': 'two',
  'box-3': 'three',
  'box-4': 'four',
  'box-5': 'five',
  'box-6': 'six',
  yes: 'check',
  no: 'cross',
  'take-over': 'takeOver',
} as const satisfies Record<Choice, IconName>;

export function actionIcon(action: Action): IconDrawing {
  return DRAWINGS[ACTION_ICONS[action]];
}

export function choiceIcon(choice: Choice): IconDrawing {
  return DRAWINGS[CHOICE_ICONS[choice]];
}

export function iconOf(name: IconName): IconDrawing {
  return DRAWINGS[name];
}

export function svgOfIcon(drawing: IconDrawing, x: number, y: number, sizeMm: number): string {
  const place = `translate(${millimetres(x)} ${millimetres(y)}) scale(${millimetres(sizeMm / 24)})`;
  return `<path transform="${place}" d="${drawing}" fill="none" stroke="#000" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>`;
}
