/** The JSON among the map files: `version` first of all, then the schema. */
import { type output, safeParse, type ZodMiniType } from 'zod/mini';
import { damaged, newer } from './map-data-error.ts';
import { utf8Bytes, utf8Text } from './utf8.ts';

export function encodeJson(value: object): Uint8Array {
  return utf8Bytes(JSON.stringify(value));
}

/** @throws MapDataError */
export function decodeJson<S extends ZodMiniType>(bytes: Uint8Array, schema: S): output<S> {
  let value: unknown;
  try {
    value = JSON.parse(utf8Text(bytes));
  } catch {
    return damaged('not JSON');
  }
  const version: unknown = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (typeof version === 'number' && version > 1) newer();
  const read = safeParse(schema, value);
  return read.success ? read.data : damaged('not what this file should hold');
}
