/**
 * Bytes as decimal digits: blocks of 7 bytes, little-endian, 17 digits each (docs/card-format.md, section 1). A QR's numeric
 * segment holds them at 3.33 bits a digit, and no link, chat or scanner ever mangles a digit.
 */
import { malformed } from './card-error.ts';

const block = 7;
/** Digits of a block of so many bytes. */
const widths = [0, 3, 5, 8, 10, 13, 15, 17] as const;

export function digitsOf(bytes: Uint8Array): string {
  let digits = '';
  for (let at = 0; at < bytes.length; at += block) {
    const part = bytes.subarray(at, at + block);
    let value = 0n;
    for (let place = part.length - 1; place >= 0; place--) value = (value << 8n) | BigInt(part[place] ?? 0);
    digits += String(value).padStart(widths[part.length] ?? 0, '0');
  }
  return digits;
}

export function bytesOf(digits: string): Uint8Array {
  if (!/^\d+$/.test(digits)) malformed('not digits');
  const whole = Math.floor(digits.length / 17);
  const tail = digits.length % 17;
  const tailBytes = tail === 0 ? 0 : widths.indexOf(tail as (typeof widths)[number]);
  if (tailBytes < 0) malformed('digits are missing');
  const bytes = new Uint8Array(whole * block + tailBytes);
  for (let part = 0; part * block < bytes.length; part++) {
    const length = part < whole ? block : tailBytes;
    let value = BigInt(digits.slice(part * 17, part * 17 + (widths[length] ?? 0)));
    for (let place = 0; place < length; place++) {
      bytes[part * block + place] = Number(value & 255n);
      value >>= 8n;
    }
    if (value !== 0n) malformed('a block overflows');
  }
  return bytes;
}
