/**
 * Bytes to text. Spreadsheets here save UTF-8 with or without a mark, UTF-16, or GB18030 under the name ANSI; nothing in
 * the file says which. UTF-8 goes first because no Chinese GB18030 text of any length is valid UTF-8 by chance. The
 * reverse is not so: UTF-8 with one broken byte can pass as GB18030 and come out as rubbish, so that is looked for.
 */
import type { FileFault, FileFaultCode } from './file-fault.ts';

export type TextEncoding = 'UTF-8' | 'UTF-16' | 'GB18030';
export type Decoded =
  | { readonly ok: true; readonly text: string; readonly encoding: TextEncoding }
  | { readonly ok: false; readonly fault: FileFault };

const refuse = (code: FileFaultCode, message: string): Decoded => ({ ok: false, fault: { code, message } });

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

const startsWith = (bytes: Uint8Array, start: readonly number[]) => start.every((byte, index) => bytes[index] === byte);

function tryDecode(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The line of the first broken character, if the bytes are UTF-8 with some damage rather than another encoding. */
function damagedLine(bytes: Uint8Array): number | undefined {
  const lenient = new TextDecoder('utf-8').decode(bytes);
  let broken = 0;
  let sound = 0;
  for (const character of lenient) {
    if (character === '\ufffd') broken += 1;
    else if (character > '\u07ff') sound += 1;
  }
  // GB18030 read as UTF-8 yields a three-byte character only by accident, and broken ones all along.
  if (sound <= 4 * broken) return undefined;
  return lenient.slice(0, lenient.indexOf('\ufffd')).split('\n').length;
}

function decodeUnmarked(bytes: Uint8Array): Decoded {
  const utf8 = tryDecode(bytes, 'utf-8');
  if (utf8 !== undefined) return { ok: true, text: utf8, encoding: 'UTF-8' };
  const line = damagedLine(bytes);
  if (line !== undefined) return refuse('encoding_damaged', `文件坏了：第 ${line} 行有读不出来的字。请从原来的表格重新另存一次。`);
  const gb = tryDecode(bytes, 'gb18030');
  if (gb !== undefined) return { ok: true, text: gb, encoding: 'GB18030' };
  return refuse('encoding_unknown', '认不出这个文件的文字编码。请用 WPS 或 Excel 打开，另存为「CSV UTF-8（逗号分隔）」，再导入。');
}

/** The text of a file, without its byte-order mark. Never throws. */
export function decode(bytes: Uint8Array): Decoded {
  const known = signatures.find((signature) => startsWith(bytes, signature.bytes));
  if (known) return refuse(known.code, known.message);
  const marked = startsWith(bytes, [0xff, 0xfe]) ? 'utf-16le' : startsWith(bytes, [0xfe, 0xff]) ? 'utf-16be' : undefined;
  let decoded: Decoded;
  if (marked) {
    const text = tryDecode(bytes, marked);
    decoded =
      text === undefined
        ? refuse('encoding_damaged', '文件坏了：开头说是 UTF-16，内容却不是。请从原来的表格重新另存一次。')
        : { ok: true, text, encoding: 'UTF-16' };
  } else if (bytes.includes(0)) {
    return refuse('file_binary', '这不是文字文件，读不出内容。请选表格软件另存的「CSV」文件。');
  } else {
    decoded = decodeUnmarked(bytes);
  }
  if (decoded.ok && decoded.text.trim() === '') return refuse('file_empty', '文件是空的，没有内容可以导入。');
  return decoded;
}
