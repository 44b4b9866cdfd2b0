/** `/s/<number>/post`, 招人: the seven things that the law asks for, ticked as they are filled in; what will be shown stands over the key. */
import { useEffect, useRef, useState } from 'react';
import { v4 } from 'uuid';
import { Link } from 'wouter';
import { stationPath } from '../addresses.ts';
import { useNow, useStation } from '../app-context.tsx';
import { Icon } from '../icon.tsx';
import { telOf } from '../station/station-page.tsx';
import { contentOf, type Draft, faultsOf, type Item, items, missingOf, newDraft, phoneOf } from './draft.ts';
import { keepDraft, keepSent, keptDraft, lastSent, type Sent } from './kept-draft.ts';
import { type SendAnswer, sendPosting, stateOf } from './post-client.ts';
import { EmployerItem, PlaceItem, TextItem } from './post-fields.tsx';
import { DaysItem, HeadcountItem, WageItem, WorkItem } from './post-pickers.tsx';
import { usePostWords } from './post-words.ts';
import { useTradeWord } from './trade-words.ts';
import './post.css';

export default function PostScreen({ number }: { readonly number: number }) {
  const { words, say } = usePostWords();
  const nowMs = useNow();
  const answer = useStation(number);
  const station = answer.kind === 'there' ? (answer.row.name ?? '') : '';
  const phone = answer.kind === 'there' ? answer.row.phone : '';
  const [sent, setSent] = useState<Sent | null>(() => {
    const last = lastSent();
    return last?.number === number ? last : null;
  });
  useEffect(() => {
    document.title = words.title;
    void window.scrollTo(0, 0);
  }, [words]);
  return (
    <main className="phone plain form">
      <div className="topbar">
        <Link className="icon-btn" href={stationPath(number)} aria-label={words.back}>
          <Icon name="caret-left-line" />
        </Link>
        <b className="tb">{words.title}</b>
      </div>
      {sent ? (
        <SentPart station={station} phone={phone} sent={sent} onAgain={() => setSent(null)} />
      ) : (
        <Form
          number={number}
          nowMs={nowMs}
          stationPhone={phone}
          ring={station === '' ? '' : say(words.ring, { station })}
          onSent={(one) => {
            keepSent(one);
            setSent(one);
          }}
        />
      )}
    </main>
  );
}

interface FormProps {
  readonly number: number;
  readonly nowMs: number;
  readonly stationPhone: string;
  readonly ring: string;
  onSent(sent: Sent): void;
}

function Form({ number, nowMs, stationPhone, ring, onSent }: FormProps) {
  const { words, say } = usePostWords();
  const tradeWord = useTradeWord();
  const [kept] = useState(keptDraft);
  const [id] = useState(() => kept?.id ?? v4());
  const [draft, setDraft] = useState<Draft>(() => kept?.draft ?? newDraft(nowMs));
  const [isPressed, setPressed] = useState(false);
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Exclude<SendAnswer, { kind: 'sent' }> | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const missing = missingOf(draft, nowMs);
  const faults = faultsOf(draft);
  const blocking = faults.filter(({ severity }) => severity === 'block');

  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    setRefusal(null);
    keepDraft({ id, draft: next });
  };
  const lint = (rule: string, found: string) => {
    const sentences: Readonly<Record<string, string>> = words.lint;
    return say(sentences[rule] ?? words.lint.other, { words: found });
  };
  const faultOf = (item: Item): string | null => {
    const found = faults.find((fault) => fault.item === item);
    if (found) return lint(found.rule, found.words);
    return isPressed && missing.includes(item) ? words.missing[item] : null;
  };
  const props = (item: Item) => ({
    ...{ draft, change, nowMs, fault: faultOf(item) },
    isDone: !missing.includes(item) && !blocking.some((fault) => fault.item === item),
  });

  const press = async () => {
    setPressed(true);
    const first = missing[0] ?? blocking[0]?.item;
    if (first) {
      const field = form.current?.querySelector<HTMLElement>(`[data-item="${first}"]`);
      field?.scrollIntoView({ block: 'center' });
      field?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
      return;
    }
    setSending(true);
    const phone = phoneOf(draft.phone);
    const answer = await sendPosting({ id, station: number, content: contentOf(draft, nowMs), phone });
    setSending(false);
    if (answer.kind !== 'sent') return setRefusal(answer);
    keepDraft(null);
    onSent({ id, number, phone });
  };
  const first = missing[0];
  const label = first
    ? say(words.toMissing, { what: words.short[first] })
    : blocking.length > 0
      ? words.toFault
      : isSending
        ? words.sending
        : words.send;
  const done = items.length - missing.length;
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSending) void press();
      }}
    >
      <header className="form-head">
        <h1>{words.head}</h1>
        <div className="progress" role="img" aria-label={say(words.progress, { done })}>
          {items.map((item) => (
            <i key={item} className={missing.includes(item) ? '' : 'd'} />
          ))}
        </div>
        <p className="fine mt4">
          {say(words.progress, { done })} <span className="ph">{ring}</span>
          {kept && <span className="ph">{words.kept}</span>}
        </p>
      </header>
      <WorkItem {...props('work')} />
      <HeadcountItem {...props('headcount')} />
      <WageItem {...props('wage')} />
      <DaysItem {...props('days')} />
      <TextItem {...props('conditions')} />
      <PlaceItem {...props('place')} />
      <EmployerItem {...props('employer')} />
      <div className="bar-solid stack">
        {refusal ? (
          <Refused refusal={refusal} stationPhone={stationPhone} lint={lint} />
        ) : (
          draft.trade !== null && (
            <p className="sum">
              <b>{say(words.sum, { trade: tradeWord(draft.trade), count: draft.headcount })}</b>
              {Number(draft.yuan) > 0 && (
                <b className="pay n">
                  {draft.yuan} {words.unitShort[draft.unit]}
                </b>
              )}
              <span>{words.settlements[draft.settlement]}</span>
            </p>
          )
        )}
        <button type="submit" className="btn main wide" aria-disabled={isSending}>
          {label}
        </button>
      </div>
    </form>
  );
}

interface RefusedProps {
  readonly refusal: Exclude<SendAnswer, { kind: 'sent' }>;
  readonly stationPhone: string;
  lint(rule: string, found: string): string;
}

function Refused({ refusal, stationPhone, lint }: RefusedProps) {
  const { words } = usePostWords();
  const found = refusal.kind === 'refused' ? refusal.findings[0] : undefined;
  const canCall = (refusal.kind === 'notLinked' || refusal.kind === 'later') && stationPhone !== '';
  return (
    <div className="refused" role="alert">
      <p>{found ? lint(found.rule, found.words) : words[refusal.kind]}</p>
      {canCall && (
        <a className="btn line" href={telOf(stationPhone)}>
          <Icon name="phone" />
          {words.call}
        </a>
      )}
    </div>
  );
}

/** A mobile number as it is said. */
const grouped = (phone: string) => (phone.length === 11 ? `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}` : phone);

interface SentPartProps {
  readonly station: string;
  readonly phone: string;
  readonly sent: Sent;
  onAgain(): void;
}

function SentPart({ station, phone, sent, onAgain }: SentPartProps) {
  const { words, say } = usePostWords();
  const [state, setState] = useState<'waiting' | 'read' | 'unread'>('waiting');
  useEffect(() => {
    let isHere = true;
    const look = () => void stateOf(sent.id).then((found) => isHere && found && setState(found));
    look();
    const timer = setInterval(look, 20_000);
    return () => {
      isHere = false;
      clearInterval(timer);
    };
  }, [sent.id]);
  const sentence = { waiting: words.sentWaiting, read: words.sentRead, unread: words.sentUnread }[state];
  return (
    <div className="hero sent" role="status">
      <h1>{say(words.sentHead, { station })}</h1>
      <p>{say(sentence, { phone: grouped(sent.phone) })}</p>
      <div className="acts">
        {phone !== '' && (
          <a className="btn line" href={telOf(phone)}>
            <Icon name="phone" />
            {words.call}
          </a>
        )}
        <button type="button" className="btn line" onClick={onAgain}>
          {words.again}
        </button>
        <Link className="btn main" href={stationPath(sent.number)}>
          {words.back}
        </Link>
      </div>
    </div>
  );
}
