/** One number to call, out of what people put into a cell. */
import { cleanText } from '../../../shared/domain/text.ts';
import { isRounded, unwrapped } from './cell-reading.ts';
import type { RowFaultCode, RowNoticeCode } from './import-fault.ts';
import { quoted } from './import-fault.ts';

export type ReadPhone =
  | { readonly ok: true; readonly phone: string; readonly notice: { readonly code: RowNoticeCode; readonly message: string } | null }
  | { readonly ok: false; readonly code: RowFaultCode; readonly message: string };

const good = (phone: string, code?: RowNoticeCode, message = ''): ReadPhone => ({
  ok: true,
  phone,
  notice: code ? { code, message } : null,
});

/** 11 digits of a mobile, an area code and seven or eight, a short number (12351), 400 and 95; an extension behind it goes. */
function readOne(text: string): string | undefined {
  const written = text
    .replace(/^\+?86[- ]?(?=1\d{10}|0\d{2})/, '')
    .replace(/[()]/g, '-')
    .replace(/[—–－]/g, '-')
    .replace(/(转|ext\.?|分机)\d+$/i, '')
    .replace(/^-+|-+$/g, '')
    .replace(/[- ]{2,}/g, '-');
  const digits = written.replace(/[- ]/g, '');
  const known = /^(1[3-9]\d{9}|0\d{9,11}|[2-9]\d{6,7}|1\d{2,4}|9\d{4,5}|[48]00\d{7})$/.test(digits);
  return /^[0-9 -]{3,20}$/.test(written) && known ? written : undefined;
}

export function readPhone(cell: string): ReadPhone {
  const text = cleanText(unwrapped(cell)).normalize('NFKC');
  if (/^(无|没有|暂无|-|\/|)$/.test(text)) return good('');
  if (isRounded(text)) {
    const message = '号码被表格软件改成了科学计数（像 1.99E+10），后几位已经丢了。请把这一列设成「文本」格式，重新填号码。';
    return { ok: false, code: 'scientific_notation', message };
  }
  const whole = readOne(text);
  if (whole !== undefined) return good(whole);
  if (text.includes('*')) return good('', 'phone_masked', `电话${quoted(text)}有几位被遮住了，没有导入。`);
  const parts = text.split(/[;,/、|]|\s+(?=[01])/).map((part) => part.trim());
  const first = parts.length > 1 ? parts.map(readOne).find((part) => part !== undefined) : undefined;
  if (first !== undefined) return good(first, 'phone_first', `有几个电话，只导入第一个：${first}。`);
  return { ok: false, code: 'phone_invalid', message: `${quoted(text)}不是电话号码。请只写一个：11 位手机号，或者带区号的座机。` };
}
