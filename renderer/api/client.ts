/** The station as the screens call it: a method for each row of the table, over HTTP or the host's own scheme. */
import { AppError, type Envelope, errorStatus } from '../../shared/api/errors.ts';
import { type OperationName, operationNames, operations, type ScreenApi } from '../../shared/api/operations.ts';

/** The station did not answer, or something else did: try again, keep what is shown. */
export class StationSilent extends Error {
  override readonly name = 'StationSilent';
}

function parseEnvelope(body: unknown): Envelope<unknown> {
  if (typeof body === 'object' && body !== null && 'ok' in body) {
    if (body.ok === true && 'value' in body) return { ok: true, value: body.value };
    if (body.ok === false && 'error' in body) {
      const { code, message, details } = body.error as { code?: unknown; message?: unknown; details?: unknown };
      if (typeof code === 'string' && Object.hasOwn(errorStatus, code)) return body as Envelope<never>;
      throw new StationSilent(`an answer of another version: ${String(code)} ${String(message)} ${String(details)}`);
    }
  }
  throw new StationSilent('not an answer of the station');
}

export function createClient(
  send: (path: string, init: RequestInit) => Promise<Response>,
  staffToken: () => string | null = () => null,
): ScreenApi {
  const call = async (name: OperationName, input: unknown): Promise<unknown> => {
    const token = operations[name].access === 'staff' ? staffToken() : null;
    let body: unknown;
    try {
      const response = await send(`/api/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(input),
      });
      body = await response.json();
    } catch (error) {
      throw new StationSilent('the station does not answer', { cause: error });
    }
    const envelope = parseEnvelope(body);
    if (!envelope.ok) throw new AppError(envelope.error.code, envelope.error.message, envelope.error.details);
    return envelope.value;
  };
  return Object.fromEntries(operationNames.map((name) => [name, (input: unknown) => call(name, input)])) as unknown as ScreenApi;
}
