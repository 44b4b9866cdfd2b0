/** 充电宝: the station's own stock, lent and taken back by scanning what is stuck on each. */
import { z } from 'zod';
import { cleanText } from './text.ts';

/** In the box, with somebody, set aside, gone, struck off. */
export const bankStates = ['in', 'out', 'faulty', 'lost', 'retired'] as const;
export type BankState = (typeof bankStates)[number];

/** What staff may say of a bank without lending it or taking it back. One that is found again is simply `in`. */
export const bankMarks = ['in', 'faulty', 'lost', 'retired'] as const;
export type BankMark = (typeof bankMarks)[number];

const marksFrom: Readonly<Record<BankState, readonly BankMark[]>> = {
  in: ['faulty', 'lost', 'retired'],
  out: ['lost'],
  faulty: ['in', 'lost', 'retired'],
  lost: ['in', 'retired'],
  retired: [],
};

export function mayMark(from: BankState, to: BankMark): boolean {
  return marksFrom[from].includes(to);
}

/** The number painted on it: 7 号. */
export const bankLabelSchema = z.int().min(1).max(999);

const codeLength = { min: 3, max: 120 };

/** The code as it is kept: what the scanner read, without what nobody sees. Letters keep their case, links differ by it. */
export function bankCode(text: string): string {
  return cleanText(text).replaceAll(' ', '');
}

/** Whether a code can be a bank's. What a worker's card says is more than twice as long as the longest. */
export function isBankCode(code: string): boolean {
  return code.length >= codeLength.min && code.length <= codeLength.max;
}

/** How long one may be kept, in hours. */
export const loanHours = { min: 1, max: 72, usual: 4 } as const;

/** Phone and borrower are forgotten so many days after the bank came back. */
export const loanForgottenAfterDays = 30;
