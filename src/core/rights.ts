import type { Role } from './order.ts';

/** What a role may do without asking; everything else needs a supervisor's badge. */
export type Right =
  | 'pack'
  | 'hazard' // dangerous goods
  | 'learn' // tie a new barcode to an item
  | 'break-kit'
  | 'reprint-many' // more copies of one label than the site lets pass
  | 'short-many' // more units missing than the site lets pass
  | 'settle-conflict' // of two parcels the later one, or one that the carrier has
  | 'approve'
  | 'train'
  | 'drill';

const RIGHTS = {
  packer: ['pack'],
  lead: ['pack', 'hazard', 'learn', 'break-kit', 'short-many', 'reprint-many', 'settle-conflict'],
  supervisor: [
    'pack',
    'hazard',
    'learn',
    'break-kit',
    'short-many',
    'reprint-many',
    'settle-conflict',
    'approve',
    'train',
    'drill',
  ],
} as const satisfies Record<Role, readonly Right[]>;

export function hasRight(role: Role, right: Right): boolean {
  return (RIGHTS[role] as readonly Right[]).includes(right);
}
