/** Parts that several answers share. */
import type { IssuingStation } from '../../../shared/card/verify-card.ts';
import type { Action, Block, CardView, Setting } from './card-view.ts';
import { shortDate } from './dates.ts';
import { type Messages, type Words, words } from './words.ts';

export function offlineWords(messages: Messages, { reached, listDay, todayDay }: Setting): Words | null {
  if (reached) return null;
  const { offline } = messages;
  return listDay === null ? words(offline.noList) : words(offline.banner, { date: shortDate(listDay, todayDay, messages) });
}

export function stationBlock(station: IssuingStation, note: string, messages: Messages): Block {
  return { kind: 'station', name: station.name, note, call: callTo(station.phone, messages.call.station) };
}

export function hotlineBlock(messages: Messages, { hotline }: Setting): readonly Block[] {
  if (hotline === null) return [];
  return [{ kind: 'station', name: hotline, note: messages.call.hotline, call: callTo(hotline, messages.call.station) }];
}

export function steps(heading: string, items: readonly Words[]): Block {
  return { kind: 'steps', heading: words(heading), items };
}

export function fine(text: string): Block {
  return { kind: 'fine', text: words(text) };
}

export function scanBar(label: string): CardView['bar'] {
  return { above: null, actions: [{ kind: 'scan', label }] };
}

/** Null where there is no number to call: a key that cannot work is not shown. */
export function callTo(phone: string, label: string, small: string | null = null): Action | null {
  const dialled = phone.replace(/(?!^\+)\D/g, '');
  return dialled.length < 3 ? null : { kind: 'call', phone: dialled, label, small };
}

export function present(actions: readonly (Action | null)[]): readonly Action[] {
  return actions.filter((action) => action !== null);
}
