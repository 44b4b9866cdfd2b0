/**
 * Bytes to text, in pieces. Spreadsheets here save UTF-8 with or without a mark, UTF-16, or GB18030 under the name ANSI; nothing in the
 * file says which. UTF-8 goes first because no Chinese GB18030 text of any length is valid UTF-8 by chance. The reverse is not so:
 * UTF-8 with one broken byte can pass as GB18030 and come out as rubbish, so that is looked for.
 */
import { type ByteSource, breathe } from './byte-source.ts';
import { type FileFaultCode, FileFaultError } from './import-fault.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

const signatures: readonly { readonly bytes: readonly number[]; readonly code: FileFaultCode; readonly message: string }[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    code: 'file_xlsx',
    message: '这是表格文件（xlsx）或压缩包，不能直接导入。请用 WPS 或 Excel 打开，另存为「CSV」，再导入那个文件。',
  },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    code: 'file_xls',
    message: '这是老式的表格文件（xls），不能直接导入。请用 WPS 或 Excel 打开，另存为「CSV」，再导入那个文件。',
  },
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], code: 'file_pdf', message: '这是 PDF，读不出表格。请向对方要原来的表格，另存为「CSV」。' },
];

const startsWith = (bytes: Uint8Array, start: readonly number[]) => start.every((byte, at) => bytes[at] === byte);

/** @throws FileFaultError what the file is instead of text */
export async function detectEncoding(source: ByteSource): Promise<TextEncoding> {
  const start = await firstBytes(source);
  if (start.length === 0) throw new FileFaultError('file_empty', '文件是空的，没有内容可以导入。');
  const known = signatures.find((signature) => startsWith(start, signature.bytes));
  if (known) throw new FileFaultError(known.code, known.message);
  const marked = startsWith(start, [0xff, 0xfe]) ? 'utf-16le' : startsWith(start, [0xfe, 0xff]) ? 'utf-16be' : undefined;
  if (marked) {
    if (await decodes(source, marked)) return marked;
    throw new FileFaultError('encoding_damaged', '文件坏了：开头说是 UTF-16，内容却不是。请从原来的表格重新另存一次。');
  }
  if (start.includes(0)) throw new FileFaultError('file_binary', '这不是文字文件，读不出内容。请选 CSV 或 GeoJSON 文件。');
  if (await decodes(source, 'utf-8')) return 'utf-8';
  const line = await damagedLine(source);
  if (line !== undefined) {
    throw new FileFaultError('encoding_damaged', `文件坏了：第 ${line} 行有读不出来的字。请从原来的表格重新另存一次。`);
  }
  if (await decodes(source, 'gb18030')) return 'gb18030';
  throw new FileFaultError(
    'encoding_unknown',
    '认不出这个文件的文字编码。请用 WPS 或 Excel 打开，另存为「CSV UTF-8（逗号分隔）」，再导入。',
  );
}

/** The file's text without its mark, in pieces of whole characters. */
export async function* readText(source: ByteSource, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of source.pieces()) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

async function firstBytes(source: ByteSource): Promise<Uint8Array> {
  for await (const piece of source.pieces()) return piece;
  return new Uint8Array();
}

async function decodes(source: ByteSource, encoding: TextEncoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const piece of source.pieces()) {
      decoder.decode(piece, { stream: true });
      await breathe();
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The line of the first broken character, if the bytes are UTF-8 with some damage rather than another encoding. */
async function damagedLine(source: ByteSource): Promise<number | undefined> {
  let [broken, sound, line, first] = [0, 0, 1, 0];
  for await (const text of readText(source, 'utf-8')) {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 0xfffd) {
        broken += 1;
        first ||= line;
      } else if (unit === 10) line += 1;
      else if (unit > 0x7ff) sound += 1;
    }
    await breathe();
  }
  // GB18030 read as UTF-8 yields a three-byte character only by accident, and broken ones all along.
  return sound > 4 * broken ? first : undefined;
}
