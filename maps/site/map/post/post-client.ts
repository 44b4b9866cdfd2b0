/** Sends a posting to the hub and asks what became of it. The id is the phone's own: sent twice it is one. */
import * as z from 'zod/mini';

export interface ToSend {
  readonly id: string;
  readonly station: number;
  readonly content: Readonly<Record<string, unknown>>;
  readonly phone: string;
}

const finding = z.object({ rule: z.string(), field: z.string(), words: z.string() });
export type Finding = z.infer<typeof finding>;

export type SendAnswer =
  | { readonly kind: 'sent'; readonly asked: readonly Finding[] }
  | { readonly kind: 'later' | 'notLinked' | 'gone' | 'failed' }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

const sentSchema = z.object({ ok: z.literal(true), value: z.object({ findings: z.array(finding) }) });
const refusalSchema = z.object({
  ok: z.literal(false),
  error: z.object({ code: z.string(), details: z.object({ findings: z.optional(z.array(finding)) }) }),
});
const stateSchema = z.object({ ok: z.literal(true), value: z.object({ state: z.enum(['waiting', 'read', 'unread']) }) });

export async function sendPosting(toSend: ToSend): Promise<SendAnswer> {
  try {
    const answer = await fetch('/api/submissions', {
      method: 'POST',
      credentials: 'omit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(toSend),
    });
    const body: unknown = await answer.json();
    const sent = z.safeParse(sentSchema, body);
    if (sent.success) return { kind: 'sent', asked: sent.data.value.findings };
    const refused = z.safeParse(refusalSchema, body);
    if (!refused.success || answer.status >= 500) return { kind: 'failed' };
    const { code, details } = refused.data.error;
    if (code === 'submission_limit') return { kind: 'later' };
    if (code === 'station_not_linked') return { kind: 'notLinked' };
    if (code === 'station_gone' || code === 'station_not_found') return { kind: 'gone' };
    return { kind: 'refused', findings: details.findings ?? [] };
  } catch {
    return { kind: 'failed' };
  }
}

/** Null: nobody could say. */
export async function stateOf(id: string): Promise<'waiting' | 'read' | 'unread' | null> {
  try {
    const answer = await fetch(`/api/submissions/${id}`, { credentials: 'omit' });
    const read = z.safeParse(stateSchema, await answer.json());
    return read.success ? read.data.value.state : null;
  } catch {
    return null;
  }
}
