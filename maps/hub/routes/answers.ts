/** What answers look like on the wire, for programs and for the OpenAPI document: the kiosk's envelope. */
import { z } from '@hono/zod-openapi';
import { HTTPException } from 'hono/http-exception';
import { AppError, errorStatus } from '../../../shared/api/errors.ts';
import { HubError, hubErrorStatus } from '../hub-error.ts';

export const refusalSchema = z
  .object({
    ok: z.literal(false),
    error: z.object({
      code: z.string(),
      message: z.string().openapi({ description: 'A sentence in Chinese that a person can act on.' }),
      details: z.record(z.string(), z.unknown()),
    }),
  })
  .openapi('Refusal');

/** The responses of a route: one that goes well, and the refusals. */
export function answers<T extends z.ZodType>(description: string, value: T) {
  const schema = z.object({ ok: z.literal(true), value });
  return {
    200: { description, content: { 'application/json': { schema } } },
    default: { description: 'Refused', content: { 'application/json': { schema: refusalSchema } } },
  } as const;
}

export function jsonBody<T extends z.ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } } as const;
}

export function good<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** What is not a refusal is a bug or the database: told to the log under an id, and to the caller as nothing but that id. */
export function refusalOf(error: unknown, onBug: (error: unknown) => string): Response {
  const { code, message, details, status } = tellable(error, onBug);
  const headers: Record<string, string> = { 'cache-control': 'no-store' };
  const wait = details['retryAfterS'];
  if (typeof wait === 'number') headers['retry-after'] = String(wait);
  return Response.json({ ok: false, error: { code, message, details } }, { status, headers });
}

interface Tellable {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly status: number;
}

function tellable(error: unknown, onBug: (error: unknown) => string): Tellable {
  if (error instanceof HubError) return { ...pick(error), status: hubErrorStatus[error.code] };
  if (error instanceof AppError) return { ...pick(error), status: errorStatus[error.code] };
  // The validator's own, of a body that is no JSON.
  if (error instanceof HTTPException && error.status === 400) return tellable(new HubError('body_not_json', '内容不是 JSON'), onBug);
  const id = onBug(error);
  if (isUnreachable(error)) {
    return { code: 'database_unreachable', message: '数据库现在连不上：过一会儿再试', details: { id }, status: 503 };
  }
  return { code: 'internal', message: '出错了：再试一次，还不行就把编号告诉技术人员', details: { id }, status: 500 };
}

const pick = ({ code, message, details }: HubError | AppError) => ({ code, message, details });

function isUnreachable(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  // Codes of Node's sockets and PostgreSQL's classes 08 (connection) and 57P (shut down); SQLite's lock.
  return /^(ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|08|57P|SQLITE_BUSY)/.test(code) || /Connection terminated|timeout exceeded/.test(message);
}
