/** Pages as a build left them: listed once, kept in memory with their encodings. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { answerFile, type Encoding, encodingsTaken, fileTypes } from './file-answers.ts';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

export interface Part {
  readonly type: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  /** Made when first asked for. */
  encoded(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>>;
}

export async function answerPart(request: Request, part: Part, caching: string): Promise<Response> {
  const [encoding] = /^(text|application|image\/svg)/.test(part.type) ? encodingsTaken(request) : [];
  const body = encoding ? await part.encoded(encoding) : part.plain;
  return answerFile(request, { body, type: part.type, caching, encoding });
}

/** Listed once: only what was built is ever read, whatever a path says. */
export function builtParts(folder: string): ReadonlyMap<string, Part> {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory();
  const names = isFolder ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  return new Map(
    names.flatMap((name) => {
      const type = fileTypes[extname(name)];
      return type ? [[`/${name.replaceAll('\\', '/')}`, partOf(type, new Uint8Array(readFileSync(join(folder, name))))] as const] : [];
    }),
  );
}

/** Smaller ones are pressed to the smallest at once: milliseconds. */
const large = 32_768;
const [quick, smallest] = [5, 11];

function partOf(type: string, plain: Uint8Array<ArrayBuffer>): Part {
  const made = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>();
  const pressed = async (quality: number) => new Uint8Array(await brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }));
  const make = async (encoding: Encoding) => {
    if (encoding === 'gzip') return new Uint8Array(await gzipped(plain, { level: 9 }));
    if (plain.length < large) return pressed(smallest);
    const first = await pressed(quick);
    // a second for a large script: the first visitor does not wait for it
    void pressed(smallest).then((bytes) => made.set('br', Promise.resolve(bytes)));
    return first;
  };
  return {
    type,
    plain,
    encoded(encoding) {
      const done = made.get(encoding) ?? make(encoding);
      made.set(encoding, done);
      return done;
    },
  };
}
