import type { Action } from '../../src/core/phase.ts';
import type { IconName } from '../parts/icon.tsx';

export const ACTION_ICONS = {
  next: 'arrow',
  undo: 'undo',
  skip: 'skip',
  hold: 'hold',
  'put-back': 'shelf',
  acknowledge: 'eye',
  retry: 'refresh',
  'no-label': 'nolabel',
  reprint: 'printer',
  'slip-again': 'sheet',
  help: 'help',
  'sign-out': 'lock',
} as const satisfies Record<Action, IconName>;
