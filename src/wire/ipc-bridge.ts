import type { Result } from '../core/result.ts';
import type { Answers, Contract, IpcFault, Pushes, RequestOf } from './ipc-contract.ts';

type Ask<Name extends keyof Contract> =
  undefined extends RequestOf<Name>
    ? () => Promise<Result<Answers[Name], IpcFault>>
    : (request: RequestOf<Name>) => Promise<Result<Answers[Name], IpcFault>>;

/** What the preload puts on `window.packhouse`, derived from the contract. */
export type Bridge = { readonly [Name in keyof Contract]: Ask<Name> } & {
  /** Returns the function that stops listening. */
  readonly onView: (listen: (view: Pushes['view']) => void) => () => void;
  readonly onNotice: (listen: (notice: Pushes['notice']) => void) => () => void;
  readonly onEnrolment: (listen: (enrolment: Pushes['enrolment']) => void) => () => void;
};
