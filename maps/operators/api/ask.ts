/** The one way to the hub: answers are checked on the way in, refusals become `Refused`. */
import { boolean, literal, object, record, safeParse, string, union, unknown, type ZodMiniType } from 'zod/mini';

/** The hub said no; `message` is its own sentence, in Chinese. */
export class Refused extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'Refused';
    this.code = code;
    this.details = details;
  }
}

const refusal = object({
  ok: literal(false),
  error: object({ code: string(), message: string(), details: record(string(), unknown()) }),
});
const accepted = object({ ok: literal(true), value: unknown() });
const envelope = union([accepted, refusal]);

export interface Asking {
  readonly body?: unknown;
  /** Sent as it is, under that type. */
  readonly file?: { readonly content: Blob; readonly type: string };
  readonly signal?: AbortSignal;
}

/**
 * `ask(schema, 'GET /api/health')`.
 * @throws Refused: what the hub refuses; `unreachable` without a network; `answer_odd` for what is no answer of this hub
 */
export async function ask<T>(schema: ZodMiniType<T>, what: string, { body, file, signal }: Asking = {}): Promise<T> {
  const [method = 'GET', path = ''] = what.split(' ');
  const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const sent = file ? { body: file.content, headers: { 'content-type': file.type } } : json;
  const response = await fetch(path, { method, ...sent, ...(signal && { signal }) }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Refused('unreachable', '连不上服务器：看看网络，再试一次');
  });
  const answered = safeParse(envelope, await response.json().catch(() => null));
  if (!answered.success) throw odd();
  if (!answered.data.ok) throw new Refused(answered.data.error.code, answered.data.error.message, answered.data.error.details);
  const value = safeParse(schema, answered.data.value);
  if (!value.success) throw odd();
  return value.data;
}

const odd = () => new Refused('answer_odd', '服务器答得不对：刷新网页，还不行就找技术人员');

export const done = object({ done: boolean() });
