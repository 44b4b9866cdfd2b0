/** Puts a view on the screen. Every text of a card passes through textContent; there is no innerHTML in this page. */
import type { Action, Block, CardSerial, CardView, ShownTrade } from './card-view.ts';
import { el, textNodes } from './element.ts';
import type { HireTold } from './hire-client.ts';
import type { LineName } from './lines.ts';
import { door, icon, tradeIcon } from './pictogram.ts';
import { seal } from './seal.ts';
import { type Language, type Messages, plain, words } from './words.ts';

export interface Page {
  readonly language: Language;
  readonly messages: Messages;
  readonly host: string;
  readonly isDemo: boolean;
  readonly act: (kind: 'scan' | 'recheck' | 'reload' | 'language') => void;
  /** Tells the station that this worker was hired. */
  readonly tellHire: (card: CardSerial) => Promise<HireTold>;
  /** The scanner's own part of the page. */
  readonly scanner: () => HTMLElement;
}

export function render(view: CardView, page: Page): void {
  const state = view.head.flat().map(({ text }) => text);
  document.documentElement.lang = page.language === 'zh' ? 'zh-CN' : 'en';
  document.title = plain(page.messages.page.title, { state: state.join('') });
  document.body.dataset['state'] = view.state;
  const bar = barOf(view, page);
  document.body.classList.toggle('no-bar', bar === null);
  const main = el('main', {}, ...view.blocks.map((block) => blockOf(block, page)));
  document.body.replaceChildren(
    ...[header(page), ...demoBar(page), ...offlineBar(view), ...plate(view), main, bar].filter((part) => part !== null),
  );
}

function header({ messages, host, act }: Page): HTMLElement {
  const { page } = messages;
  const language = el('button', { class: 'lang', type: 'button', 'aria-label': page.languageLabel }, page.language);
  language.addEventListener('click', () => act('language'));
  const address = el('span', { class: 'url' }, page.checkHost, el('br'), el('b', {}, host));
  return el('header', { class: 'host' }, el('span', { class: 'brand' }, door(), page.name), language, address);
}

function demoBar({ isDemo, messages }: Page): readonly HTMLElement[] {
  if (!isDemo) return [];
  const note = el('span', {}, ...textNodes(words(messages.page.demoNote)));
  return [el('aside', { class: 'demobar', 'aria-label': messages.page.demo }, el('b', {}, messages.page.demo), note)];
}

function offlineBar({ offline }: CardView): readonly HTMLElement[] {
  return offline === null
    ? []
    : [el('div', { class: 'offbar', role: 'status' }, icon('wifi-slash'), el('span', {}, ...textNodes(offline)))];
}

function plate({ tone, sign, head, sub }: CardView): readonly HTMLElement[] {
  const text = el('div', {}, el('h1', {}, ...textNodes(head)), el('p', {}, ...textNodes(sub)));
  const part = el('section', { class: `plate ${tone}`, role: 'status' }, seal(tone, sign), text);
  return tone === 'ok' ? [part] : [part, el('div', { class: `edge ${tone}` })];
}

function blockOf(block: Block, page: Page): HTMLElement {
  switch (block.kind) {
    case 'retry':
      return el('div', { class: 'retry' }, ...block.actions.map((action) => key(action, page, action.kind === 'call' ? 'line' : 'main')));
    case 'who': {
      const years = block.years === null ? null : el('small', { class: 'n' }, block.years);
      return el('section', { class: 'who' }, el('p', { class: 'name' }, nameOf(block.name), years), tradesOf(block.trades, 'trades'));
    }
    case 'oldTrades': {
      const note = el('p', { class: 'fine mt' }, ...textNodes(block.note));
      return el('section', { class: 'who' }, el('p', { class: 'lead' }, block.lead), tradesOf(block.trades, 'trades ghost'), note);
    }
    case 'faceCheck':
      return el('p', { class: 'facecheck' }, icon('identification-card'), el('span', {}, ...textNodes(block.text)));
    case 'seen': {
      const items = block.items.map((item) => el('li', {}, icon('check'), item));
      return box('seen', 'seal-check', block.heading, null, el('ul', { class: 'checks' }, ...items));
    }
    case 'unseen':
      return box('unseen', 'x', block.heading, null, el('p', {}, ...textNodes(block.note)));
    case 'said': {
      const rows = block.facts.flatMap(({ label, value }) => [el('dt', {}, label), el('dd', {}, ...textNodes(value))]);
      return box('said', 'chat-circle-text', block.heading, block.note, el('dl', { class: 'kv' }, ...rows));
    }
    case 'until': {
      const text = el('span', {}, ...textNodes(block.text), el('small', {}, ...textNodes(block.issued)));
      return el('p', { class: 'until' }, icon('calendar-blank'), text);
    }
    case 'station': {
      const text = el('div', {}, el('b', {}, block.name), el('span', {}, block.note));
      return el('section', { class: 'stationline' }, text, block.call && key(block.call, page, 'line'));
    }
    case 'number':
      return el('p', { class: 'cardno' }, ...textNodes(block.text));
    case 'steps': {
      const items = block.items.map((item, index) => el('li', {}, el('i', {}, String(index + 1)), el('span', {}, ...textNodes(item))));
      return el('section', { class: 'say' }, el('h2', {}, ...textNodes(block.heading)), el('ol', { class: 'steps' }, ...items));
    }
    case 'hire':
      return hirePart(block.card, page);
    case 'fine':
      return el('p', { class: 'fine pad2' }, ...textNodes(block.text));
    case 'scanner':
      return page.scanner();
  }
}

function box(kind: string, sign: LineName, heading: string, note: string | null, content: HTMLElement): HTMLElement {
  const title = el('h2', {}, icon(sign), heading, note === null ? null : el('small', {}, note));
  return el('section', { class: `box ${kind}` }, title, content);
}

/** Names of many characters are set smaller, and break at their middle dot. */
function nameOf(name: string): HTMLElement {
  const parts = (name.match(/[^·]+·?|·/g) ?? []).map((part) => el('span', { class: 'ph' }, part));
  return el('span', [...name].length > 7 ? { class: 'long' } : {}, ...(parts.length > 1 ? parts : [name]));
}

function tradesOf(trades: readonly ShownTrade[], kind: string): HTMLElement {
  const items = trades.map(({ word, icon: name }) => {
    const isLong = word.length > (/[a-z]/i.test(word) ? 9 : 4);
    return el('span', { class: 'trade' }, name === null ? null : tradeIcon(name), el('span', isLong ? { class: 'long' } : {}, word));
  });
  return el('div', { class: trades.length === 1 ? `${kind} one` : kind }, ...items);
}

function barOf({ bar, state }: CardView, page: Page): HTMLElement | null {
  if (bar.actions.length === 0 && bar.above === null) return null;
  const above = bar.above && el('p', { class: 'cardno' }, ...textNodes(bar.above));
  const keys = bar.actions.map((action) => key(action, page, `${barLook(action, state)} grow`));
  return el('footer', { class: above ? 'bar-solid stack' : 'bar-solid' }, above, ...keys);
}

/** Green calls the worker, red is the one main action; going on to another card is neither. */
function barLook(action: Action, state: string): string {
  if (action.kind === 'call') return state.startsWith('VALID') ? 'call' : 'line';
  return action.kind === 'scan' && state !== 'BAD_SIGNATURE' ? 'line' : 'main';
}

const actionIcons = { scan: 'scan', recheck: 'arrow-clockwise', reload: 'arrow-clockwise' } as const;

function key(action: Action, page: Page, look: string): HTMLElement {
  if (action.kind === 'call') {
    const sign = icon(look.startsWith('call') ? 'phone-fill' : 'phone');
    const text =
      action.small === null
        ? el('span', { class: 'n' }, action.label)
        : el('span', { class: 'two' }, el('span', { class: 'n' }, action.label), el('small', {}, action.small));
    return el('a', { class: `btn ${look}`, href: `tel:${action.phone}` }, sign, text);
  }
  const { kind, label } = action;
  const button = el('button', { class: `btn ${look}`, type: 'button' }, icon(actionIcons[kind]), el('span', {}, label));
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-busy') === 'true') return;
    if (kind === 'recheck') {
      button.setAttribute('aria-busy', 'true');
      button.replaceChildren(icon('arrow-clockwise'), el('span', {}, page.messages.busy));
    }
    page.act(kind);
  });
  return button;
}

/** One press; what came of it stands in the place of the key, and where it failed the key stays. */
function hirePart(card: CardSerial, { messages: { hire }, tellHire }: Page): HTMLElement {
  const button = el('button', { class: 'btn line', type: 'button' }, icon('check'), el('span', {}, hire.key));
  const note = el('p', { class: 'fine', role: 'status' }, ...textNodes(words(hire.note)));
  const part = el('section', { class: 'hire' }, button, note);
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    void tellHire(card).then((told) => {
      button.removeAttribute('aria-busy');
      note.replaceChildren(...textNodes(words(hire[told])));
      if (told === 'told') button.replaceWith(el('p', { class: 'hired' }, icon('seal-check'), hire.thanks));
    });
  });
  return part;
}
