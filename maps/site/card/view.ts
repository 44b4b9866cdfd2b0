/** From a verdict to what the page shows; docs/card-format.md, section 6, row by row. Never more than the verdict carries. */
import type { Verdict } from '../../../shared/card/verify-card.ts';
import { cardBlocks } from './card-content.ts';
import type { Action, Block, CardView, Setting } from './card-view.ts';
import { fullDate, shortDate } from './dates.ts';
import { type Messages, plain, type Words, words } from './words.ts';

type Station = { readonly name: string; readonly phone: string };
type Of<Code extends Verdict['code']> = Extract<Verdict, { code: Code }>;

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

function goodView(verdict: Of<'VALID' | 'VALID_STALE_LIST'>, messages: Messages, setting: Setting): CardView {
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
      fine(messages.page.private),
    ],
    bar: { above: viaStation ? numberLine : null, actions: present([main]) },
  };
}

function expiredView(verdict: Of<'EXPIRED'>, messages: Messages, setting: Setting): CardView {
  const { expired, call } = messages;
  const { daysAgo: days, station, number } = verdict;
  return {
    state: verdict.code,
    tone: 'grey',
    sign: 'calendar',
    head: words(days === 1 ? expired.headOne : expired.head, { days }),
    sub: words(expired.sub, { date: fullDate(setting.todayDay - days, messages) }),
    offline: offlineWords(messages, setting),
    blocks: [
      {
        kind: 'oldTrades',
        lead: expired.trades,
        trades: verdict.trades.map((code) => setting.tradeOf(code)),
        note: words(expired.hidden),
      },
      steps(expired.next, [words(expired.step1), words(expired.step2)]),
      stationBlock(station, call.relay, messages),
      { kind: 'number', text: words(messages.card.number, { number }) },
    ],
    bar: scanBar(messages.scan.another),
  };
}

/** Revoked, or signed with a key that does not hold: the station is known, the content stays away. */
function issuedView(
  verdict: Of<'REVOKED' | 'KEY_WINDOW' | 'KEY_REVOKED'>,
  messages: Messages,
  setting: Setting,
  sign: 'prohibit' | 'broken' | 'key',
  say: Messages['revoked'],
): CardView {
  return {
    state: verdict.code,
    tone: 'stop',
    sign,
    head: words(say.head),
    sub: words(say.sub),
    offline: offlineWords(messages, setting),
    blocks: [
      steps(say.next, [words(say.step1), words(say.step2)]),
      stationBlock(verdict.station, messages.call.issuer, messages),
      fine(say.hidden),
      { kind: 'number', text: words(messages.card.number, { number: verdict.number }) },
    ],
    bar: scanBar(messages.scan.another),
  };
}

function notYetView(verdict: Of<'NOT_YET'>, messages: Messages, setting: Setting): CardView {
  const { notYet, unknown } = messages;
  const date = fullDate(setting.todayDay, messages);
  return {
    state: verdict.code,
    tone: 'care',
    sign: 'clock',
    head: words(notYet.head),
    sub: words(notYet.sub),
    offline: offlineWords(messages, setting),
    blocks: [
      steps(notYet.next, [words(notYet.step1, { date }), words(notYet.step2)]),
      stationBlock(verdict.station, messages.call.issuer, messages),
      fine(notYet.hidden),
    ],
    bar: { above: null, actions: [{ kind: 'recheck', label: unknown.retry }] },
  };
}

function unknownView(messages: Messages, setting: Setting): CardView {
  const { unknown } = messages;
  return {
    state: 'UNKNOWN_KEY',
    tone: 'care',
    sign: 'question',
    head: words(unknown.head),
    sub: words(setting.reached ? unknown.sub : unknown.subUnreached),
    offline: offlineWords(messages, setting),
    blocks: [
      steps(unknown.next, [words(unknown.step1, { host: setting.host }), words(unknown.step2), words(unknown.step3)]),
      ...hotlineBlock(messages, setting),
      fine(unknown.hidden),
    ],
    bar: { above: null, actions: [{ kind: 'recheck', label: unknown.retry }] },
  };
}

function badView(messages: Messages, setting: Setting): CardView {
  const { bad } = messages;
  const items = [words(bad.step1), words(bad.step2), ...(setting.hotline === null ? [] : [words(bad.step3)])];
  return {
    state: 'BAD_SIGNATURE',
    tone: 'stop',
    sign: 'broken',
    head: words(bad.head),
    sub: words(bad.sub),
    offline: null,
    blocks: [steps(bad.next, items), ...hotlineBlock(messages, setting), fine(bad.hidden)],
    bar: scanBar(messages.scan.again),
  };
}

function malformedView(messages: Messages, setting: Setting): CardView {
  const { malformed } = messages;
  const call = setting.hotline === null ? null : callTo(setting.hotline, setting.hotline);
  return {
    state: 'MALFORMED',
    tone: 'grey',
    sign: 'scan',
    head: words(malformed.head),
    sub: words(malformed.sub),
    offline: null,
    blocks: [{ kind: 'scanner' }, steps(malformed.next, [words(malformed.step1), words(malformed.step2)])],
    bar: { above: null, actions: present([call]) },
  };
}

function newerView(messages: Messages, setting: Setting): CardView {
  const { newer } = messages;
  return {
    state: 'NEWER_VERSION',
    tone: 'grey',
    sign: 'reload',
    head: words(newer.head),
    sub: words(newer.sub),
    offline: null,
    blocks: [steps(newer.next, [words(newer.step1), words(newer.step2)]), ...hotlineBlock(messages, setting)],
    bar: { above: null, actions: [{ kind: 'reload', label: newer.reload }] },
  };
}

function offlineWords(messages: Messages, { reached, listDay, todayDay }: Setting): Words | null {
  if (reached) return null;
  const { offline } = messages;
  return listDay === null ? words(offline.noList) : words(offline.banner, { date: shortDate(listDay, todayDay, messages) });
}

function stationBlock(station: Station, note: string, messages: Messages): Block {
  return { kind: 'station', name: station.name, note, call: callTo(station.phone, messages.call.station) };
}

function hotlineBlock(messages: Messages, { hotline }: Setting): readonly Block[] {
  if (hotline === null) return [];
  return [{ kind: 'station', name: hotline, note: messages.call.hotline, call: callTo(hotline, messages.call.station) }];
}

function steps(heading: string, items: readonly Words[]): Block {
  return { kind: 'steps', heading: words(heading), items };
}

function fine(text: string): Block {
  return { kind: 'fine', text: words(text) };
}

function scanBar(label: string): CardView['bar'] {
  return { above: null, actions: [{ kind: 'scan', label }] };
}

/** Null where there is no number to call: a key that cannot work is not shown. */
function callTo(phone: string, label: string, small: string | null = null): Action | null {
  const dialled = phone.replace(/(?!^\+)\D/g, '');
  return dialled.length < 3 ? null : { kind: 'call', phone: dialled, label, small };
}

function present(actions: readonly (Action | null)[]): readonly Action[] {
  return actions.filter((action) => action !== null);
}

function groupedPhone(phone: string): string {
  return `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`;
}
