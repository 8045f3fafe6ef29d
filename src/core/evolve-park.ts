import type { Event } from './event.ts';
import { setAside } from './evolve-job.ts';
import { mayComeOut } from './job.ts';
import { voidedBoxes } from './parcel-label.ts';
import type { State, Work } from './state.ts';

type ParkEvent = Extract<
  Event,
  { readonly type: 'order-parked' | 'order-resumed' | 'documents-changed' | 'parcel-pointed-at' }
>;

/** Orders that wait for their label, and parcels that somebody asks about after they left. */
export function evolvePark(state: State, event: ParkEvent, atMs: number): State {
  const still = { stop: null, question: null, sheet: null } as const;
  switch (event.type) {
    case 'order-parked': {
      const { work } = state;
      if (work === null || work.order.id !== event.orderId) return state;
      const band = { code: 'parked', detail: { number: work.order.number, atMs } } as const;
      return { ...state, ...still, work: null, parked: [...state.parked, work], band };
    }
    case 'order-resumed': {
      const work = state.parked.find(({ order }) => order.id === event.orderId);
      if (work === undefined) return state;
      const { number } = work.order;
      return {
        ...state,
        ...still,
        pointed: null,
        aside: state.work === null ? state.aside : setAside(state, state.work),
        // What waited for the hub asks it once more.
        work: { ...work, hardening: null },
        parked: state.parked.filter((each) => each !== work),
        band: { code: 'resumed', detail: { number, atMs } },
      };
    }
    case 'documents-changed': {
      const work = [state.work, ...state.parked].find((each) => each?.order.id === event.orderId) ?? null;
      if (work === null) return state;
      const doc = { ...work.order.doc, documents: event.documents };
      const order = { ...work.order, rev: event.rev, doc };
      // What was cancelled proves nothing any more; its paper may still come out.
      const lost = voidedBoxes(work, event.documents);
      const boxes = work.boxes.map((box) => (lost.includes(box) ? { ...box, label: null, proved: false } : box));
      const papers = lost.flatMap(({ label }) => (label !== null && mayComeOut(label) ? [label] : []));
      const told: Work = { ...work, seenRev: event.rev, order, boxes };
      const aside = [...state.aside, ...papers];
      if (state.work === work) return { ...state, aside, work: told };
      return { ...state, aside, parked: state.parked.map((each) => (each === work ? told : each)) };
    }
    case 'parcel-pointed-at': {
      const { orderId, parcelCode, number } = event;
      return { ...state, pointed: { orderId, parcelCode, number } };
    }
  }
}
