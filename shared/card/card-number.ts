/** The number that people read out: `SSSSSS-GG-NNNNNNNN-L`, station, generation, serial and Luhn's check digit. */
import type { KeyId } from './kid.ts';

export const lastSerial = 16_777_215;

function checkDigit(digits: string): number {
  let sum = 0;
  [...digits].reverse().forEach((digit, place) => {
    const doubled = Number(digit) * (place % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return (10 - (sum % 10)) % 10;
}

export function cardNumber({ station, generation, serial }: KeyId & { readonly serial: number }): string {
  const parts = [String(station).padStart(6, '0'), String(generation).padStart(2, '0'), String(serial).padStart(8, '0')];
  return `${parts.join('-')}-${checkDigit(parts.join(''))}`;
}

/** As people type it, with or without dashes; null when a digit is wrong or missing. */
export function readCardNumber(text: string): (KeyId & { readonly serial: number }) | null {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^\d{17}$/.test(digits) || checkDigit(digits.slice(0, 16)) !== Number(digits[16])) return null;
  const read = { station: Number(digits.slice(0, 6)), generation: Number(digits.slice(6, 8)), serial: Number(digits.slice(8, 16)) };
  return read.station > 0 && read.generation > 0 && read.serial <= lastSerial ? read : null;
}
