/** Figures as people write them into a table. Money is read digit by digit: 18.5 元 is 1850 fen, never 1849.9999. */
import { means, plain, quoted, type Reading, unread } from './reading.ts';

/** Beyond this a figure is absurd whatever it counts; kept finite so that the rules of the posting refuse it by name. */
const beyondReason = Number.MAX_SAFE_INTEGER;

const clampInteger = (digits: string) => Math.min(beyondReason, Number(digits));

/** `12`, `12人`, `3天`, `1,200` */
export function readInteger(text: string): Reading<number> {
  const match = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.0*)?[人名个位天日]?$/.exec(plain(text));
  if (!match) return unread(`看不懂${quoted(text)}，请只写一个整数，如 3。`);
  const size = clampInteger((match[2] as string).replaceAll(',', ''));
  return means(match[1] === '-' ? -size : size);
}

/** Yuan in, fen out: `280`, `280元`, `18.5`, `1,200.00`, `￥150`. */
export function readYuan(text: string): Reading<number> {
  const written = plain(text);
  if (/^(面议|面谈|电议|待定|不限|协商)$/.test(written)) return unread('工钱不能写「面议」：招聘信息必须写明工钱，请写数字。');
  const match = /^[¥]?(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,12}))?(?:元|块|块钱)?(?:整)?$/.exec(written);
  if (!match) return unread(`看不懂工钱${quoted(text)}，请只写数字，如 280 或 18.5；一个范围请分开写在「最低工钱」和「最高工钱」。`);
  const cents = (match[2] ?? '').replace(/0+$/, '');
  if (cents.length > 2) return unread(`工钱${quoted(text)}比一分钱还细，最多写两位小数。`);
  return means(Math.min(beyondReason, clampInteger((match[1] as string).replaceAll(',', '')) * 100 + Number(cents.padEnd(2, '0'))));
}

/** Decimal degrees. */
export function readDegrees(text: string): Reading<number> {
  const written = plain(text);
  if (!/^[+-]?\d{1,3}(\.\d+)?°?$/.test(written)) return unread(`看不懂${quoted(text)}，经纬度请写小数度数，如 36.6200。`);
  return means(Number(written.replace('°', '')));
}

/** A spreadsheet took digits for a number and rounded them away (1.99E+10): what is lost cannot be read back. */
export function isRounded(text: string): boolean {
  return /^\d(\.\d+)?e\+?\d+$/.test(plain(text));
}

/** Digits without what spreadsheets put around them to keep them text: `'0971…`, `="0971…"`. */
export function unwrapped(text: string): string {
  return text.replace(/^="(.*)"$/, '$1').replace(/^'/, '');
}
