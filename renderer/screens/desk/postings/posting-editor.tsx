/** Writing a posting: tiles, steppers and chips, with the law's seven ticked off and the lint beside its field as it is written. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PostingVerdict, PostingView } from '../../../../shared/api/desk/postings.ts';
import { type LegalMinimumField, legalMinimum, type PostingField } from '../../../../shared/domain/posting.ts';
import { trades } from '../../../../shared/domain/trade.ts';
import { payUnits, settlements } from '../../../../shared/domain/wage.ts';
import { addDays, workDayOf } from '../../../../shared/domain/work-day.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Writing } from '../../../components/writing.tsx';
import { dayText, minuteText } from '../../../format.ts';
import { Choices, Field, Stepper } from './editor-fields.tsx';
import { contentOf, type Draft, draftOf, emptyDraft, validityAfter, validityDays } from './editor-state.ts';
import { Seven } from './posting-signs.tsx';
import { Finding, mayPublish, SaidLine } from './posting-words.tsx';
import { isOutdated, refusedText } from './refused.ts';

const tiles = 24;
const daysAhead = 10;
const lintAfterMs = 300;
/** Usual amounts in yuan by unit, and how far a touch goes. */
const amounts = {
  hour: [18, 20, 22, 25, 30],
  day: [150, 180, 200, 240, 280, 320],
  order: [10, 30, 50, 100],
  month: [3000, 3500, 4000, 5000],
} as const;
const paySteps = { hour: [1, 5], day: [5, 50], order: [1, 10], month: [100, 1000] } as const;
const starts = [300, 330, 360, 390, 420, 450, 480, 510, 540, 600, 720, 780, 840, 1080, 1200] as const;

type SaveAs = 'draft' | 'pending' | 'published' | 'edited';

interface EditorProps {
  /** Null for a new one. */
  readonly posting: PostingView | null;
  /** With the id of what was kept; without one when nothing was. */
  done(id?: string): void;
}

export function PostingEditor({ posting, done }: EditorProps) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const [draft, setDraft] = useState<Draft>(posting ? draftOf(posting.content) : emptyDraft);
  const [verified, setVerified] = useState(posting === null);
  const [allTrades, setAllTrades] = useState(false);
  const set = (over: Partial<Draft>) => setDraft({ ...draft, ...over });
  const { content, wrong } = contentOf(draft, posting?.content ?? null);
  const verdict = useVerdict(content, posting?.id);
  const missing: readonly LegalMinimumField[] = content
    ? legalMinimum.filter((field) => content[field] === null)
    : (verdict?.missing ?? legalMinimum);
  const findings = verdict?.findings ?? [];
  const of = (field: PostingField) => ({
    name: t(`desk.postings.fields.${field}`),
    needed: missing.some((one) => one === field),
    findings: findings.filter((finding) => finding.field === field),
    wrong: wrong.includes(field) ? t(field === 'contactPhone' ? 'desk.postings.editor.phoneWrong' : 'desk.postings.editor.wrong') : null,
  });

  const save = useMutation({
    mutationFn: async (as: SaveAs): Promise<string> => {
      if (content === null) throw new Error('nothing to save');
      const confirmed = findings.filter((finding) => finding.severity === 'warn').map((finding) => finding.rule);
      if (posting) return (await api['posting.edit']({ id: posting.id, revision: posting.revision, content, verified, confirmed })).id;
      const { id, revision } = await api['posting.create']({ content, verified });
      if (as === 'pending') await api['posting.submit']({ id, revision });
      if (as === 'published') await api['posting.publish']({ id, revision, confirmed, verified });
      return id;
    },
    onSuccess: (id) => done(id),
  });
  const may = mayPublish({ missing, findings });
  const shown = posting?.state === 'published' || posting?.state === 'paused';
  const ready = content !== null && wrong.length === 0 && !save.isPending;
  const phrases = (field: 'conditions' | 'content') => t(`desk.postings.editor.phrases.${field}`, { returnObjects: true }) as string[];
  const today = nowMs === null ? null : workDayOf(nowMs);

  return (
    <div className="posting-editor">
      <header className="posting-head">
        <h2>{t(posting ? 'desk.postings.editor.edit' : 'desk.postings.editor.new')}</h2>
        <Button className="key line" onPress={() => done()}>
          <Icon name="arrow-left" />
          {t('desk.postings.editor.leave')}
        </Button>
      </header>
      <div className="posting-cols">
        <div className="posting-form">
          <section className="box">
            <h3>{t('desk.postings.editor.what')}</h3>
            <div className="trade-tiles" role="group" aria-label={t('desk.postings.fields.trade')}>
              {trades
                .slice(
                  0,
                  allTrades || (draft.trade !== null && !trades.slice(0, tiles).some((one) => one.code === draft.trade))
                    ? undefined
                    : tiles,
                )
                .map((trade) => {
                  const on = trade.code === draft.trade;
                  return (
                    <Button
                      key={trade.code}
                      className={on ? 'key tile on' : 'key tile'}
                      aria-pressed={on}
                      onPress={() => set({ trade: trade.code })}
                    >
                      <Icon name={trade.icon} />
                      {t(`trades.${trade.code}`)}
                    </Button>
                  );
                })}
              {!allTrades && (
                <Button className="key tile" onPress={() => setAllTrades(true)}>
                  <Icon name="dots-three" />
                  {t('desk.postings.editor.moreTrades')}
                </Button>
              )}
            </div>
            <Field {...of('title')}>
              <Writing
                label={t('desk.postings.fields.title')}
                hint={t('desk.postings.editor.titleHint')}
                longest={40}
                value={draft.title}
                onChange={(title) => set({ title })}
              />
            </Field>
            <Field {...of('content')}>
              <Writing
                label={t('desk.postings.fields.content')}
                hint={t('desk.postings.editor.contentHint')}
                longest={500}
                lines={3}
                phrases={phrases('content')}
                value={draft.content}
                onChange={(text) => set({ content: text })}
              />
            </Field>
            <Field {...of('conditions')}>
              <Writing
                label={t('desk.postings.fields.conditions')}
                hint={t('desk.postings.editor.conditionsHint')}
                longest={200}
                phrases={phrases('conditions')}
                value={draft.conditions}
                onChange={(conditions) => set({ conditions })}
              />
            </Field>
          </section>
          <section className="box">
            <h3>{t('desk.postings.editor.pay')}</h3>
            <Field {...of('wage')}>
              <Choices
                choices={payUnits.map((unit) => ({ value: unit, word: t(`desk.postings.editor.units.${unit}`) }))}
                value={draft.payUnit}
                choose={(payUnit) => set({ payUnit, payMinYuan: null, payMaxYuan: null })}
              />
              <Choices
                choices={amounts[draft.payUnit].map((yuan) => ({ value: yuan as number | null, word: String(yuan) }))}
                value={draft.payMinYuan}
                choose={(payMinYuan) => set({ payMinYuan, payMaxYuan: null })}
              />
              <Stepper
                value={draft.payMinYuan}
                min={1}
                max={100_000}
                steps={paySteps[draft.payUnit]}
                start={amounts[draft.payUnit][1]}
                text={draft.payMinYuan === null ? '—' : `${draft.payMinYuan} ${t(`unit.${draft.payUnit}`)}`}
                change={(payMinYuan) => set({ payMinYuan, payMaxYuan: draft.payMaxYuan && Math.max(draft.payMaxYuan, payMinYuan) })}
              />
              <Choices
                choices={[
                  { value: false, word: t('desk.postings.editor.onePrice') },
                  { value: true, word: t('desk.postings.editor.range') },
                ]}
                value={draft.payMaxYuan !== null}
                choose={(range) =>
                  set({ payMaxYuan: range && draft.payMinYuan !== null ? draft.payMinYuan + paySteps[draft.payUnit][1] : null })
                }
              />
              {draft.payMaxYuan !== null && (
                <Stepper
                  value={draft.payMaxYuan}
                  min={draft.payMinYuan ?? 1}
                  max={100_000}
                  steps={paySteps[draft.payUnit]}
                  start={draft.payMinYuan ?? 1}
                  text={`${t('desk.postings.editor.most')} ${draft.payMaxYuan}`}
                  change={(payMaxYuan) => set({ payMaxYuan })}
                />
              )}
            </Field>
            <Field {...of('settlement')}>
              <Choices
                choices={settlements.map((one) => ({ value: one as Draft['settlement'], word: t(`settlement.${one}`) }))}
                value={draft.settlement}
                choose={(settlement) => set({ settlement })}
              />
            </Field>
            <Field {...of('headcount')}>
              <Stepper
                value={draft.headcount}
                min={1}
                max={999}
                steps={[1, 5]}
                start={1}
                text={draft.headcount === null ? '—' : t('desk.postings.editor.people', { count: draft.headcount })}
                change={(headcount) => set({ headcount })}
              />
            </Field>
          </section>
          <section className="box">
            <h3>{t('desk.postings.editor.when')}</h3>
            <Field {...of('workDate')}>
              <Choices
                choices={[
                  { value: null as Draft['workDate'], word: t('desk.postings.editor.noDate') },
                  ...(today === null || nowMs === null
                    ? []
                    : Array.from({ length: daysAhead }, (_, away) => {
                        const day = addDays(today, away);
                        return { value: day as Draft['workDate'], word: dayText(t, day, nowMs) };
                      })),
                ]}
                value={draft.workDate}
                choose={(workDate) => set({ workDate })}
              />
            </Field>
            <Field {...of('startMinute')}>
              <Choices
                choices={[
                  { value: null as number | null, word: t('desk.postings.editor.noTime') },
                  ...starts.map((minute) => ({ value: minute as number | null, word: minuteText(t, minute) })),
                ]}
                value={draft.startMinute}
                choose={(startMinute) =>
                  set({ startMinute, endMinute: startMinute === null ? null : draft.endMinute && startMinute + 480 })
                }
              />
            </Field>
            {draft.startMinute !== null && (
              <Field {...of('endMinute')}>
                <Choices
                  choices={[
                    { value: null as number | null, word: t('desk.postings.editor.noEnd') },
                    ...[2, 4, 6, 8, 9, 10, 12].map((hours) => ({
                      value: ((draft.startMinute ?? 0) + hours * 60) as number | null,
                      word: minuteText(t, (draft.startMinute ?? 0) + hours * 60),
                    })),
                  ]}
                  value={draft.endMinute}
                  choose={(endMinute) => set({ endMinute })}
                />
              </Field>
            )}
            <Field {...of('durationDays')}>
              <Stepper
                value={draft.durationDays}
                min={1}
                max={365}
                steps={[1, 7]}
                start={1}
                text={draft.durationDays === null ? '—' : t('desk.postings.editor.days', { count: draft.durationDays })}
                change={(durationDays) => set({ durationDays })}
              />
            </Field>
            <Field {...of('validThroughMs')}>
              <Choices
                choices={(nowMs === null ? [] : validityDays).map((days) => ({
                  value: validityAfter(nowMs ?? 0, days) as number | null,
                  word: days === 0 ? t('desk.postings.editor.today') : t('desk.postings.editor.inDays', { count: days + 1 }),
                }))}
                value={draft.validThroughMs}
                choose={(validThroughMs) => set({ validThroughMs })}
              />
            </Field>
          </section>
          <section className="box">
            <h3>{t('desk.postings.editor.who')}</h3>
            <Field {...of('employer')}>
              <Writing
                label={t('desk.postings.fields.employer')}
                hint={t('desk.postings.editor.employerHint')}
                longest={60}
                value={draft.employer}
                onChange={(employer) => set({ employer })}
              />
            </Field>
            <Field {...of('contactPhone')}>
              <Writing
                label={t('desk.postings.fields.contactPhone')}
                longest={12}
                digits
                value={draft.contactPhone}
                onChange={(contactPhone) => set({ contactPhone })}
              />
            </Field>
            <Field {...of('contactName')}>
              <Writing
                label={t('desk.postings.fields.contactName')}
                longest={20}
                value={draft.contactName}
                onChange={(contactName) => set({ contactName })}
              />
            </Field>
            <Field {...of('place')}>
              <Writing
                label={t('desk.postings.fields.place')}
                hint={t('desk.postings.editor.placeHint')}
                longest={80}
                value={draft.place}
                onChange={(place) => set({ place })}
              />
            </Field>
          </section>
          <section className="box">
            <h3>{t('desk.postings.editor.extras')}</h3>
            <Field {...of('meals')}>
              <Choices choices={three(t, 'mealsYes', 'mealsNo')} value={draft.meals} choose={(meals) => set({ meals })} />
            </Field>
            <Field {...of('tools')}>
              <Choices
                choices={[
                  { value: null as Draft['tools'], word: t('desk.postings.editor.unsaid') },
                  { value: 'provided' as Draft['tools'], word: t('desk.postings.editor.provided') },
                  { value: 'own' as Draft['tools'], word: t('desk.postings.editor.own') },
                ]}
                value={draft.tools}
                choose={(tools) => set({ tools })}
              />
            </Field>
            <Field {...of('insurance')}>
              <Choices choices={three(t, 'yes', 'no')} value={draft.insurance} choose={(insurance) => set({ insurance })} />
            </Field>
          </section>
        </div>
        <aside className="posting-side posting-save">
          <section className="box">
            <Seven posting={{ missing }} />
            {findings.map((finding) => (
              <Finding key={finding.rule + finding.field} finding={finding} />
            ))}
            {draft.trade === null && <p className="mute">{t('desk.postings.editor.chooseTrade')}</p>}
            {save.error && <SaidLine said={{ tone: 'bad', text: refusedText(t, save.error) }} />}
            {save.error && isOutdated(save.error) && (
              <Button className="key" onPress={() => done(posting?.id)}>
                {t('desk.postings.lookAgain')}
              </Button>
            )}
            <Button className={verified ? 'key on' : 'key'} aria-pressed={verified} onPress={() => setVerified(!verified)}>
              {verified && <Icon name="check" />}
              {t('desk.postings.editor.justVerified')}
            </Button>
            {posting === null ? (
              <>
                {may !== 'no' && (
                  <Button className="key main" isDisabled={!ready} onPress={() => save.mutate('published')}>
                    <Icon name="check" />
                    {t(may === 'yes' ? 'desk.postings.editor.savePublish' : 'desk.postings.editor.savePublishAsked')}
                  </Button>
                )}
                <Button className="key" isDisabled={!ready} onPress={() => save.mutate('pending')}>
                  {t('desk.postings.editor.saveSubmit')}
                </Button>
                <Button className="key line" isDisabled={!ready} onPress={() => save.mutate('draft')}>
                  {t('desk.postings.editor.save')}
                </Button>
              </>
            ) : (
              <Button className="key main" isDisabled={!ready || (shown && may === 'no')} onPress={() => save.mutate('edited')}>
                <Icon name="check" />
                {t(shown && may === 'asked' ? 'desk.postings.editor.saveEditAsked' : 'desk.postings.editor.saveEdit')}
              </Button>
            )}
          </section>
        </aside>
      </div>
    </div>
  );
}

function three(t: (key: string) => string, yes: string, no: string) {
  return [
    { value: null as boolean | null, word: t('desk.postings.editor.unsaid') },
    { value: true as boolean | null, word: t(`desk.postings.editor.${yes}`) },
    { value: false as boolean | null, word: t(`desk.postings.editor.${no}`) },
  ];
}

/** The verdict on what is written, a moment after the last touch. */
function useVerdict(content: ReturnType<typeof contentOf>['content'], id: string | undefined): PostingVerdict | undefined {
  const asked = useDeferredValue(JSON.stringify(content));
  const [settled, setSettled] = useState(asked);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(asked), lintAfterMs);
    return () => clearTimeout(timer);
  }, [asked]);
  const judged = useQuery({
    queryKey: ['desk', 'posting.lint', id ?? null, settled],
    queryFn: () => api['posting.lint']({ ...(id !== undefined && { id }), content: JSON.parse(settled) }),
    enabled: settled !== 'null',
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return judged.data;
}
