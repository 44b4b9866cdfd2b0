/** From a name and unknown input to an envelope: the row of the table, access, parsing, the call. Knows no transport. */
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../shared/api/actor.ts';
import { AppError, type Envelope } from '../../shared/api/errors.ts';
import { isOperationName, operations, type StationApi } from '../../shared/api/operations.ts';

/** The token is the one of a staff session; operations for everybody pay it no heed. */
export type Dispatch = (name: string, input: unknown, staffToken?: string) => Promise<Envelope<unknown>>;

export interface DispatchOptions {
  readonly api: StationApi;
  /** Who of the staff a token belongs to, if its session still runs. */
  readonly actorOf: (staffToken: string) => Actor | undefined;
  /** Turns what the storage refused into a refusal with a code; undefined for a bug. */
  readonly explain: (error: unknown) => AppError | undefined;
  /** A refusal that the operator should find in the log, or a bug with the id that the answer carries. */
  readonly report: (
    event: 'refused' | 'bug',
    details: { readonly operation: string; readonly code: string; readonly id?: string; readonly error?: unknown },
  ) => void;
}

export function createDispatch({ api, actorOf, explain, report }: DispatchOptions): Dispatch {
  return async (name, input, staffToken) => {
    try {
      if (!isOperationName(name)) throw new AppError('operation_unknown', 'no such operation', { operation: name.slice(0, 60) });
      const needsStaff = operations[name].access === 'staff';
      const actor = needsStaff && staffToken !== undefined ? actorOf(staffToken) : undefined;
      if (needsStaff && !actor) throw new AppError('staff_only', 'this needs a session of the staff');
      const parsed = operations[name].input.safeParse(input);
      if (!parsed.success) {
        const issues = parsed.error.issues.slice(0, 10).map((issue) => ({ path: issue.path.join('.'), rule: issue.code }));
        throw new AppError('input_invalid', `the input of ${name} is not valid`, { issues });
      }
      const call = api[name] as (input: unknown, actor?: Actor) => Promise<unknown>;
      return { ok: true, value: await call(parsed.data, actor) };
    } catch (error) {
      const refusal = explain(error);
      if (refusal) {
        if (refusal.cause) report('refused', { operation: name, code: refusal.code, error: refusal.cause });
        return { ok: false, error: { code: refusal.code, message: refusal.message, details: refusal.details } };
      }
      const id = randomUUID();
      report('bug', { operation: name, code: 'internal', id, error });
      return { ok: false, error: { code: 'internal', message: 'something went wrong; the log has the details', details: { id } } };
    }
  };
}
