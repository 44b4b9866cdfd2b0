/** From a verdict to what the page shows; docs/card-format.md, section 6, row by row. Never more than the verdict carries. */
import { readCardNumber } from '../../../shared/card/card-number.ts';
import type { Verdict } from '../../../shared/card/verify-card.ts';
import { cardBlocks } from './card-content.ts';
import type { CardView, Setting } from './card-view.ts';
import { shortDate } from './dates.ts';
import { badView, expiredView, issuedView, malformedView, newerView, notYetView, unknownView } from './refused-view.ts';
import { callTo, fine, offlineWords, present, stationBlock } from './view-parts.ts';
import { type Messages, plain, words } from './words.ts';

type Good = Extract<Verdict, { code: 'VALID' | 'VALID_STALE_LIST' }>;

export function viewOf(verdict: Verdict, messages: Messages, setting: Setting): CardView {
  switch (verdict.code) {
    case 'VALID':
    case 'VALID_STALE_LIST':
      return goodView(verdict, messages, setting);
    case 'EXPIRED':
      return expiredView(verdict, messages, setting);
    case 'REVOKED':
      return issuedView(verdict, messages, setting, 'prohibit', messages.revoked);
    case 'KEY_WINDOW':
      return issuedView(verdict, messages, setting, 'broken', messages.keyWindow);
    case 'KEY_REVOKED':
      return issuedView(verdict, messages, setting, 'key', messages.keyRevoked);
    case 'NOT_YET':
      return notYetView(verdict, messages, setting);
    case 'UNKNOWN_KEY':
      return unknownView(messages, setting);
    case 'BAD_SIGNATURE':
      return badView(messages, setting);
    case 'MALFORMED':
      return malformedView(messages, setting);
    case 'NEWER_VERSION':
      return newerView(messages, setting);
  }
}

/** While the lists are fetched. */
export function checkingView(messages: Messages): CardView {
  const { checking } = messages;
  const bar = { above: null, actions: [] };
  return {
    state: 'CHECKING',
    tone: 'grey',
    sign: 'wait',
    head: words(checking.head),
    sub: words(checking.sub),
    offline: null,
    blocks: [],
    bar,
  };
}

/** The scanner on its own. */
export function scanView(messages: Messages): CardView {
  const { scan } = messages;
  const bar = { above: null, actions: [] };
  const blocks = [{ kind: 'scanner' } as const, fine(messages.page.private)];
  return { state: 'SCAN', tone: 'grey', sign: 'scan', head: words(scan.head), sub: words(scan.sub), offline: null, blocks, bar };
}

function goodView(verdict: Good, messages: Messages, setting: Setting): CardView {
  const { card, station, number } = verdict;
  const stale = verdict.code === 'VALID_STALE_LIST';
  const { valid, stale: old, call } = messages;
  const staleSub = (day: number | null) =>
    day === null ? words(old.subNone) : words(old.sub, { date: shortDate(day, setting.todayDay, messages) });
  const askStation = callTo(station.phone, old.ask);
  const viaStation = card.phone === undefined;
  const main = viaStation
    ? callTo(station.phone, call.viaStation, station.phone)
    : callTo(card.phone, groupedPhone(card.phone), plain(call.worker, { name: card.name }));
  const serial = readCardNumber(number);
  const numberLine = words(messages.card.number, { number });
  return {
    state: verdict.code,
    tone: stale ? 'care' : 'ok',
    sign: stale ? 'history' : 'check',
    head: words(stale ? old.head : valid.head),
    sub: stale ? staleSub(verdict.listDay) : words(valid.sub, { station: station.name }),
    offline: offlineWords(messages, setting),
    blocks: [
      ...(stale ? [{ kind: 'retry', actions: present([{ kind: 'recheck', label: old.retry }, askStation]) } as const] : []),
      ...cardBlocks(card, messages, setting),
      stationBlock(station, call.issuer, messages),
      // without a phone on the card its number stands over the key instead: it is what the caller says
      ...(viaStation ? [] : [{ kind: 'number', text: numberLine } as const]),
      ...(serial === null ? [] : [{ kind: 'hire', card: serial } as const]),
      fine(messages.page.private),
    ],
    bar: { above: viaStation ? numberLine : null, actions: present([main]) },
  };
}

function groupedPhone(phone: string): string {
  return `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`;
}
