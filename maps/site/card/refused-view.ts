/** Every answer but a good one: what to do next and whom to call; nothing to blame the worker with. */
import type { Verdict } from '../../../shared/card/verify-card.ts';
import type { CardView, Setting } from './card-view.ts';
import { fullDate } from './dates.ts';
import { callTo, fine, hotlineBlock, offlineWords, present, scanBar, stationBlock, steps } from './view-parts.ts';
import { type Messages, words } from './words.ts';

type Of<Code extends Verdict['code']> = Extract<Verdict, { code: Code }>;

export function expiredView(verdict: Of<'EXPIRED'>, messages: Messages, setting: Setting): CardView {
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
export function issuedView(
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

export function notYetView(verdict: Of<'NOT_YET'>, messages: Messages, setting: Setting): CardView {
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

export function unknownView(messages: Messages, setting: Setting): CardView {
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

export function badView(messages: Messages, setting: Setting): CardView {
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

export function malformedView(messages: Messages, setting: Setting): CardView {
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

export function newerView(messages: Messages, setting: Setting): CardView {
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
