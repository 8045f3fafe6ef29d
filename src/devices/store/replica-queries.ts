/** A newer fence than the one it was settled under means that the order came back as new work. */
export const SETTLED = 'left join settled d on d.order_id = s.id and d.fence >= s.fence';
export const OVERLAID = `select s.*, d.by as settled_by, d.at_ms as settled_at from replica.sales s ${SETTLED}`;
export const BY_URGENCY = 's.priority, s.due_ms, s.number';
/** Values of `reach`, see `replica-schema.ts`. */
export const OWN = 0;
export const FREE = 1;
/** As the index of the few orders that this station has a claim on wants to hear it. */
export const MINE = "s.claim in ('hard-mine', 'soft-mine')";
