/** One posting: what it says, what stands in its way, what was done to it, and what may be done now. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PostingHistoryEntry, PostingView } from '../../../../shared/api/desk/postings.ts';
import { legalMinimum, type PostingField } from '../../../../shared/domain/posting.ts';
import { amountText } from '../../../../shared/domain/wage.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { dayText, minuteText, momentText, phoneText } from '../../../format.ts';
import { ReferTo } from '../matches/refer-to.tsx';
import { PostingEditor } from './posting-editor.tsx';
import { Flags, Seven } from './posting-signs.tsx';
import { Finding, mayPublish, SaidLine } from './posting-words.tsx';
import { type Asking, ReasonSheet } from './reason-sheet.tsx';
import { usePostingActions } from './use-posting-actions.ts';

export function PostingPage({ id, back }: { readonly id: string; back(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const read = useQuery({ queryKey: ['desk', 'posting', id], queryFn: () => api['posting.read']({ id }), gcTime: 0 });
  const [asking, setAsking] = useState<Asking | null>(null);
  const [editing, setEditing] = useState(false);
  const { act, said, busy } = usePostingActions();
  if (!read.data) return <Waiting error={read.isError} retry={() => void read.refetch()} />;
  const posting = read.data;
  if (editing) {
    return (
      <PostingEditor
        posting={posting}
        done={() => {
          setEditing(false);
          void queries.invalidateQueries({ queryKey: ['desk'] });
        }}
      />
    );
  }
  return (
    <div className="posting-page">
      <header className="posting-head">
        <h2>
          {posting.title}
          <span className={posting.state === 'published' ? 'chip go' : 'chip'}>{t(`desk.postings.states.${posting.state}`)}</span>
          <Flags posting={posting} />
        </h2>
        <Button className="key line" onPress={back}>
          <Icon name="arrow-left" />
          {t('common.back')}
        </Button>
      </header>
      <SaidLine said={said} />
      <div className="posting-cols">
        <section className="box">
          <Told posting={posting} />
        </section>
        <div className="posting-side">
          {posting.state !== 'closed' && (
            <section className="box">
              <Seven posting={posting} />
              {posting.findings.map((finding) => (
                <Finding key={finding.rule + finding.field} finding={finding} />
              ))}
              {posting.contactPhone !== null && posting.state === 'pending' && (
                <p className="ring">
                  <Icon name="phone-call" />
                  {t('desk.postings.phoneFirst', { phone: phoneText(posting.contactPhone) })}
                </p>
              )}
            </section>
          )}
          <section className="box">
            <Keys
              posting={posting}
              busy={busy}
              edit={() => setEditing(true)}
              ask={(what) => setAsking({ what, posting })}
              act={(action) => act(posting, action)}
            />
          </section>
          <section className="box">
            <h3>{t('desk.postings.history')}</h3>
            <History entries={posting.history} />
            <p className="mute">
              {posting.source === 'desk'
                ? t('desk.postings.sourceDesk')
                : t('desk.postings.source', { source: posting.source, id: posting.sourceId.slice(0, 40) })}
              {posting.reviewer !== null && t('common.comma') + t('desk.postings.reviewer', { name: posting.reviewer })}
            </p>
          </section>
        </div>
      </div>
      <ReferTo postingId={posting.id} offered={posting.state === 'published' || posting.state === 'paused'} />
      <ReasonSheet
        asking={asking}
        leave={() => setAsking(null)}
        close={(one, reason) => act(one, { do: 'close', reason })}
        giveBack={(one, reason) => act(one, { do: 'return', reason })}
      />
    </div>
  );
}

function Told({ posting }: { readonly posting: PostingView }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const { content, validThroughMs, verifiedAtMs } = posting;
  const { wage } = content;
  const day = content.workDate === null ? null : nowMs === null ? content.workDate : dayText(t, content.workDate, nowMs);
  const clock = [content.startMinute, content.endMinute].filter((minute) => minute !== null).map((minute) => minuteText(t, minute));
  const time = clock.length > 0 ? clock.join('-') : null;
  const choice = (value: boolean | null, on: string, off: string) =>
    value === null ? null : t(`desk.postings.editor.${value ? on : off}`);
  const lines: readonly (readonly [PostingField, string | null])[] = [
    ['wage', wage && `${amountText(wage)} ${t(`unit.${wage.unit}`)}`],
    ['settlement', content.settlement && t(`settlement.${content.settlement}`)],
    ['trade', t(`trades.${content.trade}`)],
    ['employer', content.employer],
    ['contactName', content.contactName],
    ['contactPhone', content.contactPhone && phoneText(content.contactPhone)],
    ['headcount', content.headcount === null ? null : t('desk.postings.editor.people', { count: content.headcount })],
    ['workDate', [day ?? t('desk.postings.editor.noDate'), time].filter((part) => part !== null).join(' ')],
    ['durationDays', content.durationDays === null ? null : t('desk.postings.editor.days', { count: content.durationDays })],
    ['place', content.place],
    ['content', content.content],
    ['conditions', content.conditions],
    ['meals', choice(content.meals, 'mealsYes', 'mealsNo')],
    ['tools', content.tools && t(`desk.postings.editor.${content.tools}`)],
    ['insurance', choice(content.insurance, 'yes', 'no')],
    ['validThroughMs', validThroughMs && nowMs !== null ? momentText(t, validThroughMs, nowMs) : null],
    ['verifiedAtMs', verifiedAtMs && nowMs !== null ? momentText(t, verifiedAtMs, nowMs) : t('desk.postings.neverVerified')],
  ];
  const found = new Map(posting.findings.map((finding) => [finding.field as PostingField, finding.severity]));
  return (
    <dl className="told">
      {lines
        .filter(([field, text]) => text !== null || legalMinimum.some((one) => one === field))
        .map(([field, text]) => (
          <div key={field} className={found.get(field) ?? ''}>
            <dt>{t(`desk.postings.fields.${field}`)}</dt>
            <dd className={field === 'wage' ? 'red x8' : text === null ? 'red' : ''}>{text ?? '—'}</dd>
          </div>
        ))}
    </dl>
  );
}

interface KeysProps {
  readonly posting: PostingView;
  readonly busy: boolean;
  edit(): void;
  ask(what: Asking['what']): void;
  act(action: Parameters<ReturnType<typeof usePostingActions>['act']>[1]): void;
}

function Keys({ posting, busy, edit, ask, act }: KeysProps) {
  const { t } = useTranslation();
  const { state, taken } = posting;
  const may = mayPublish(posting);
  const key = (name: string, icon: string, press: () => void, main = false) => (
    <Button className={main ? 'key main' : 'key'} isDisabled={busy} onPress={press}>
      <Icon name={icon} />
      {t(`desk.postings.actions.${name}`)}
    </Button>
  );
  const publish = state === 'draft' || state === 'pending';
  return (
    <div className="posting-keys">
      {publish && may === 'yes' && key('publish', 'check', () => act({ do: 'publish', asked: false, verdict: posting }), true)}
      {publish &&
        may !== 'no' &&
        key('publishAsked', 'phone-call', () => act({ do: 'publish', asked: true, verdict: posting }), may === 'asked')}
      {state === 'pending' && key('return', 'arrow-counter-clockwise', () => ask('return'))}
      {state === 'draft' && key('submit', 'caret-right', () => act({ do: 'submit' }))}
      {state === 'published' && key('verify', 'seal-check', () => act({ do: 'verify' }), posting.stale)}
      {state === 'published' && key('pause', 'minus', () => act({ do: 'pause' }))}
      {state === 'paused' && may === 'yes' && key('resume', 'check', () => act({ do: 'resume', asked: false, verdict: posting }), true)}
      {state === 'paused' &&
        may === 'asked' &&
        key('resumeAsked', 'phone-call', () => act({ do: 'resume', asked: true, verdict: posting }), true)}
      {(state === 'published' || state === 'paused') && key('extend', 'calendar-dots', () => act({ do: 'extend' }))}
      {state !== 'draft' && state !== 'pending' && key('copy', 'plus', () => act({ do: 'copy' }))}
      {state !== 'closed' && key('edit', 'clipboard-text', edit)}
      {state !== 'closed' && key('close', 'x', () => (taken > 0 ? act({ do: 'close', reason: null }) : ask('close')))}
    </div>
  );
}

function History({ entries }: { readonly entries: readonly PostingHistoryEntry[] }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const words = ({ action, details }: PostingHistoryEntry): string => {
    const verb = action.replace(/^posting\./, '');
    const { reason, fields, days, lint } = details;
    if (verb === 'publish' && lint) return t('desk.postings.log.publishAsked');
    const reasons = verb === 'return' ? 'returnReasons' : 'closeReasons';
    const listed = String(fields ?? '')
      .split(',')
      .filter((field) => field !== '')
      .map((field) => t(`desk.postings.fields.${field}`))
      .join('、');
    return t(`desk.postings.log.${verb}`, {
      reason: reason ? t(`desk.postings.${reasons}.${String(reason)}`) : '',
      fields: listed,
      count: Number(days ?? 0),
    });
  };
  if (entries.length === 0) return <p className="mute">{t('desk.postings.noHistory')}</p>;
  return (
    <ol className="posting-history">
      {entries.map((entry) => (
        <li key={entry.id}>
          <span className="mute nb">{nowMs === null ? '' : momentText(t, entry.atMs, nowMs)}</span> {entry.actor} {words(entry)}
        </li>
      ))}
    </ol>
  );
}
