import * as z from 'zod';
import { ACTIONS, CHOICES } from '../core/command-code.ts';
import type { Notice, View } from '../core/view.ts';
import type { WedgeProfile } from '../core/wedge-calibration.ts';
import { type ChannelName, channels } from './ipc-channels.ts';
import { wedgeProfileSchema } from './settings.ts';

/**
 * The whole conversation between the window and the main process, as one value. Main's handlers, the preload surface, the
 * renderer's client and the test double are all derived from it; adding an entry breaks every side that does not serve it.
 */

/** What a person may ask for from the window. Time and ids are added by main. */
export const intentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('action'), action: z.enum(ACTIONS) }),
  z.strictObject({ kind: z.literal('choose'), choice: z.enum(CHOICES) }),
  /** A weight keyed in, in whole grams; no box that a person lifts weighs a tonne. */
  z.strictObject({ kind: z.literal('weight'), grams: z.int().min(1).max(1_000_000) }),
  /** Nobody waits for this paper any more. */
  z.strictObject({ kind: z.literal('drop-job'), jobId: z.string().min(1).max(80) }),
  z.strictObject({ kind: z.literal('open-order'), orderId: z.string().min(1).max(64) }),
  z.strictObject({
    kind: z.literal('pin'),
    personId: z.string().min(1).max(64),
    pin: z.string().regex(/^\d{4,8}$/),
  }),
]);
export type Intent = z.infer<typeof intentSchema>;

/** A code that came through the keyboard: a wedge scanner, or typed by hand and marked so. */
export const keyboardFrameSchema = z.strictObject({
  kind: z.enum(['wedge', 'manual']),
  text: z.string().min(1).max(4096),
  maxGapMs: z.number().min(0).max(60_000),
});
export type KeyboardFrame = z.infer<typeof keyboardFrameSchema>;

const jobId = z.strictObject({ jobId: z.string().min(1).max(80) });
/** The text of an enrolment QR code, or an address and a code typed with a space between. */
const enrolmentText = z.strictObject({ text: z.string().min(1).max(1000) });
const viewNo = z.strictObject({ viewNo: z.int().min(0) });

/** The demo's own panel: what the virtual devices can be made to do. Refused unless the app runs as a demo. */
export const demoOrderSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('scan'), text: z.string().min(1).max(4096) }),
  z.strictObject({
    kind: z.literal('printer'),
    printer: z.enum(['label', 'label-2', 'slip']),
    fault: z.enum(['paper-out', 'cover-open', 'offline', 'jam', 'paused', 'ribbon-out', 'silent', 'drop-line', 'none']),
  }),
  z.strictObject({ kind: z.literal('hub'), running: z.boolean() }),
  /** Puts a load on the virtual scale in place of what was there. */
  z.strictObject({ kind: z.literal('scale'), grams: z.number().min(0).max(100_000) }),
  z.strictObject({ kind: z.literal('scanner'), plugged: z.boolean() }),
  z.strictObject({ kind: z.literal('scale-cable'), plugged: z.boolean() }),
]);
export type DemoOrder = z.infer<typeof demoOrderSchema>;

/** What the demo panel offers to click. */
export interface DemoPanel {
  readonly codes: readonly {
    readonly label: string;
    readonly text: string;
    readonly group: 'item' | 'wrong' | 'badge' | 'label' | 'order' | 'carton' | 'choice';
  }[];
  readonly hubRunning: boolean;
  /** What the box in hand should weigh, to put it on the virtual scale. */
  readonly expectedGrams: number | null;
}

export const contract = {
  /** Answers the current view at once; later ones come as `view` pushes. */
  subscribe: { request: z.undefined(), channel: channels.subscribe },
  dispatch: { request: intentSchema, channel: channels.dispatch },
  frame: { request: keyboardFrameSchema, channel: channels.frame },
  /** PNG of a label or slip as a data URL, or null when there is none. */
  preview: { request: jobId, channel: channels.preview },
  painted: { request: viewNo, channel: channels.painted },
  /** How the keyboard scanner types, as it was measured; null before that. */
  keyboard: { request: z.undefined(), channel: channels.keyboard },
  saveKeyboard: { request: wedgeProfileSchema, channel: channels.saveKeyboard },
  /** What an enrolment code or QR text says, before anything is done with it. */
  readEnrolment: { request: enrolmentText, channel: channels.readEnrolment },
  /** Trades the code for this station's key; it counts after `restart`. */
  enrol: { request: enrolmentText, channel: channels.enrol },
  /** Writes what the hub has not acknowledged into a file that the office can import; answers its path. */
  exportUnsent: { request: z.undefined(), channel: channels.exportUnsent },
  restart: { request: z.undefined(), channel: channels.restart },
  demoPanel: { request: z.undefined(), channel: channels.demoPanel },
  demo: { request: demoOrderSchema, channel: channels.demo },
} as const satisfies Record<
  Exclude<ChannelName, 'view' | 'notice' | 'enrolment'>,
  { request: z.ZodType; channel: string }
>;

export type Contract = typeof contract;
export type RequestOf<Name extends keyof Contract> = z.infer<Contract[Name]['request']>;

/** Answers, by entry. Nothing ever throws across: a fault is a value. */
export interface Answers {
  subscribe: View;
  dispatch: null;
  frame: null;
  preview: string | null;
  painted: null;
  keyboard: WedgeProfile | null;
  saveKeyboard: null;
  readEnrolment: EnrolmentSays;
  enrol: { readonly station: string; readonly unsentFile: string | null };
  exportUnsent: { readonly path: string; readonly entries: number };
  restart: null;
  demoPanel: DemoPanel | null;
  demo: null;
}

export interface EnrolmentSays {
  readonly hub: string;
  /** The hub shows a certificate of its own, and the code says which. */
  readonly pinned: boolean;
}

export interface Pushes {
  view: View;
  notice: Notice;
  /** An enrolment code was scanned. */
  enrolment: { readonly text: string };
}

export type IpcFault = {
  readonly kind:
    | 'bad-request'
    | 'wrong-sender'
    | 'not-ready'
    | 'not-a-demo'
    | 'not-now'
    | 'enrolment-failed'
    | 'not-written';
  readonly detail: string;
};
