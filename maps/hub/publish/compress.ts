/** Encodings made once, when a file is written: a plain web server hands them out as they lie there. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Below this a sibling saves less than a packet and costs a file. */
const least = 200;
/**
 * Brotli is for all, gzip for what is large: who does not take brotli (old phones, plain http) gets small files gzipped by the server as
 * it answers, or as they are. For thousands of small files a third variant would double the time of publishing.
 */
const gzipLeast = 8 * 1024;
/** Small files are many and read often: more effort. The pack is one, and would take seconds. */
const smallBytes = 64 * 1024;

export interface Encoded {
  readonly extension: '.br' | '.gz';
  readonly bytes: Uint8Array;
}

/** Downloads that somebody fetches now and then: one encoding, quickly. */
export async function downloadEncodings(bytes: Uint8Array): Promise<Encoded[]> {
  return bytes.length < least ? [] : [{ extension: '.gz', bytes: await gzipped(bytes, { level: 5 }) }];
}

/** Runs in zlib's threads. Leaves out what would not be smaller. */
export async function encodings(bytes: Uint8Array, isText: boolean): Promise<Encoded[]> {
  if (bytes.length < least) return [];
  const small = bytes.length <= smallBytes;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: small ? 9 : 5,
    [constants.BROTLI_PARAM_MODE]: isText ? constants.BROTLI_MODE_TEXT : constants.BROTLI_MODE_GENERIC,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    // A window no larger than the file: otherwise each little one would clear megabytes.
    [constants.BROTLI_PARAM_LGWIN]: Math.max(16, Math.min(22, Math.ceil(Math.log2(bytes.length + 16)))),
  };
  const all: Encoded[] = [{ extension: '.br', bytes: await brotli(bytes, { params }) }];
  if (bytes.length >= gzipLeast) all.push({ extension: '.gz', bytes: await gzipped(bytes, { level: small ? 9 : 6 }) });
  return all.filter((encoded) => encoded.bytes.length < bytes.length);
}
