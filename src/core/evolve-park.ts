import type { Event } from './event.ts';
import { setAside } from './evolve-job.ts';
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
        work,
        parked: state.parked.filter((each) => each !== work),
        band: { code: 'resumed', detail: { number, atMs } },
      };
    }
    case 'documents-changed': {
      const told = (work: Work): Work => {
        const doc = { ...work.order.doc, documents: event.documents };
        return { ...work, seenRev: event.rev, order: { ...work.order, rev: event.rev, doc } };
      };
      if (state.work?.order.id === event.orderId) return { ...state, work: told(state.work) };
      return {
        ...state,
        parked: state.parked.map((work) => (work.order.id === event.orderId ? told(work) : work)),
      };
    }
    case 'parcel-pointed-at': {
      const { orderId, parcelCode, number } = event;
      return { ...state, pointed: { orderId, parcelCode, number } };
    }
  }
}
