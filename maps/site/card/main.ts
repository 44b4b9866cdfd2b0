/** The card page: read the address, fetch the lists, verify, show. Nothing about a card is kept, and nothing of it is sent but its number, when somebody says that they hired. */
import { cardDayOf } from '../../../shared/card/card-day.ts';
import { readCardText } from '../../../shared/card/card-url.ts';
import { type Verdict, verifyCard } from '../../../shared/card/verify-card.ts';
import { trades } from '../../../shared/domain/trade-catalogue.ts';
import zh from '../i18n/zh.json';
import './card.css';
import type { CardView, ShownTrade } from './card-view.ts';
import { verifyEd25519 as verify } from './ed25519.ts';
import { tellHire } from './hire-client.ts';
import { browserListStore } from './list-store.ts';
import { type FetchedLists, type ListName, type Lists, listKeeper } from './lists.ts';
import { bakedAddress, hotline, isDemo, rootKeys } from './pinned.ts';
import { render } from './render.ts';
import { scannerPart } from './scanner.ts';
import { checkingView, scanView, viewOf } from './view.ts';
import { type Language, type Messages, plain } from './words.ts';

/** How long the lists may take while kept ones are at hand, and while none are. */
const shortWaitMs = 1000;
const longWaitMs = 8000;

const keeper = listKeeper({
  roots: rootKeys(),
  verify,
  store: browserListStore(() => localStorage),
  fetchList: (name) => bytesFrom(`/lists/${name}.cose`, 'no-cache'),
  bakedList: async (name: ListName) => {
    const address = bakedAddress(name);
    return address === null ? null : bytesFrom(address, 'default');
  },
});

let language: Language = 'zh';
let messages: Messages = zh;
let tradeWords: Readonly<Record<string, string>> = {};
let cardText = '';
let asked = 0;
let show: () => void = () => undefined;
let scanner: ReturnType<typeof scannerPart> | null = null;

async function bytesFrom(address: string, cache: RequestCache): Promise<Uint8Array> {
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), longWaitMs);
  try {
    const response = await fetch(address, { cache, credentials: 'omit', signal: stop.signal });
    if (!response.ok) throw new Error(String(response.status));
    return new Uint8Array(await response.arrayBuffer());
  } finally {
    clearTimeout(late);
  }
}

function tradeOf(code: number): ShownTrade {
  const trade = trades.find((one) => one.code === code);
  const word = language === 'zh' ? trade?.word : tradeWords[code];
  return { word: word ?? plain(messages.card.trade, { code }), icon: trade?.icon ?? null };
}

function put(view: () => CardView): void {
  show = () => {
    scanner?.stop();
    render(view(), { language, messages, host: location.host, isDemo, act, tellHire, scanner: newScanner });
  };
  show();
}

function newScanner(): HTMLElement {
  scanner = scannerPart({ messages, onCard: (text) => void check(text) });
  return scanner.element;
}

async function verdictWith(lists: Lists): Promise<Verdict> {
  return verifyCard(cardText, { keys: lists.keys, revoked: lists.revoked, todayDay: cardDayOf(Date.now()), verify });
}

function tell(verdict: Verdict, lists: FetchedLists): void {
  const todayDay = cardDayOf(Date.now());
  const setting = { host: location.host, todayDay, reached: lists.reached, listDay: lists.revoked?.issuedDay ?? null, hotline, tradeOf };
  put(() => viewOf(verdict, messages, setting));
}

async function check(text: string): Promise<void> {
  const stands = newQuestion();
  cardText = text;
  const kind = readCardText(text).kind;
  // A page that is too old is loaded again and must find the card in its address. Everything else leaves the address bar.
  if (kind !== 'newer') history.replaceState(null, '', '/c');
  if (kind !== 'signed') {
    const lists = { keys: null, revoked: null, reached: true };
    return tell(await verdictWith(lists), lists);
  }
  put(() => checkingView(messages));
  scrollTo(0, 0);
  await freshAnswer(stands, true);
}

/** Asks the network; with lists at hand it is not waited for longer than a second, and what comes later is shown later. */
async function freshAnswer(stands: () => boolean, showEarly: boolean): Promise<void> {
  const kept = await keeper.kept();
  const fetching = keeper.fetched();
  if (showEarly && kept.keys && kept.revoked) {
    const late = await Promise.race([fetching.then(() => false), waited(shortWaitMs).then(() => true)]);
    const early = late ? await verdictWith(kept) : null;
    if (early && early.code !== 'UNKNOWN_KEY' && stands()) tell(early, { ...kept, reached: false });
  }
  let lists = await fetching;
  let verdict = await verdictWith(lists);
  // an unknown station may be a new one: the network is asked once more
  if (verdict.code === 'UNKNOWN_KEY') {
    lists = await keeper.fetched();
    verdict = await verdictWith(lists);
  }
  if (stands()) tell(verdict, lists);
}

function waited(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Whether this is still the question; an answer to an older one is dropped. */
function newQuestion(): () => boolean {
  asked += 1;
  const question = asked;
  return () => question === asked;
}

async function speak(next: Language): Promise<void> {
  if (next === 'en') {
    const [words, ofTrades] = await Promise.all([import('../i18n/en.json'), import('../i18n/trades.en.json')]);
    messages = words.default;
    tradeWords = ofTrades.default;
  } else messages = zh;
  language = next;
  show();
  document.querySelector<HTMLElement>('.lang')?.focus();
}

function act(kind: 'scan' | 'recheck' | 'reload' | 'language'): void {
  switch (kind) {
    case 'scan':
      newQuestion();
      put(() => scanView(messages));
      scrollTo(0, 0);
      scanner?.start();
      return;
    case 'recheck':
      void freshAnswer(newQuestion(), false);
      return;
    case 'reload':
      location.reload();
      return;
    case 'language':
      void speak(language === 'zh' ? 'en' : 'zh').catch(() => undefined);
      return;
  }
}

window.addEventListener('hashchange', () => void (location.hash !== '' && check(location.href)));
void check(location.href);
if ('serviceWorker' in navigator)
  window.addEventListener('load', () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined));
