/** Writing a notice: kind, words, when, where, how long before it stands on the screen, and the link that its code says. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { NoticeRow } from '../../../../shared/api/desk/notices.ts';
import { AppError } from '../../../../shared/api/errors.ts';
import { isNoticeLink, mostDaysAhead, noticeFault, noticeKinds, noticeLengths, shownFromMs } from '../../../../shared/domain/notice.ts';
import { addDays, daysBetween, workDayOf } from '../../../../shared/domain/work-day.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Qr } from '../../../components/qr.tsx';
import { Writing } from '../../../components/writing.tsx';
import { dateText, dayText, minuteText, momentText } from '../../../format.ts';
import { Choices, Field, Stepper } from '../postings/editor-fields.tsx';
import { refusedIn } from '../refused-in.ts';
import { contentOf, draftOf, type NoticeDraft, newDraft } from './notice-draft.ts';

interface NoticeEditorProps {
  /** Null for a new one. */
  readonly notice: NoticeRow | null;
  leave(): void;
  done(said: string): void;
}

const longestDays = 180;
const lastMinute = 1440;
const minuteSteps = [10, 60] as const;

export function NoticeEditor({ notice, leave, done }: NoticeEditorProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const nowMs = useNowMs() ?? 0;
  const today = workDayOf(nowMs);
  const [draft, setDraft] = useState<NoticeDraft>(() => (notice ? draftOf(notice) : newDraft(today)));
  const change = (over: Partial<NoticeDraft>) => setDraft({ ...draft, ...over });
  const content = contentOf(draft);
  const fault = noticeFault(content);
  const fromMs = shownFromMs(content);
  const published = notice?.state === 'published';

  const save = useMutation({
    mutationFn: async (publish: boolean) => {
      const kept = notice
        ? await api['notice.edit']({ id: notice.id, revision: notice.revision, content })
        : await api['notice.create']({ content });
      if (publish) await api['notice.publish']({ id: kept.id, revision: kept.revision });
      return publish;
    },
    onSuccess: (publish) => done(t(publish ? 'desk.notices.said.publish' : 'desk.notices.said.save')),
    onSettled: () => queries.invalidateQueries({ queryKey: ['desk'] }),
  });
  const outdated = save.error instanceof AppError && save.error.code === 'changed_meanwhile';
  const away = daysBetween(today, draft.firstDay);
  const dayChoices = [0, 1, 2].map((days) => ({ value: days, word: dayText(t, addDays(today, days), nowMs) }));
  const lastDay = addDays(draft.firstDay, draft.moreDays);

  return (
    <div className="notice-editor">
      <section className="box">
        <h2>
          <Icon name="megaphone" />
          {t(notice ? 'desk.notices.editing' : 'desk.notices.new')}
        </h2>
        <Field name={t('desk.notices.fields.kind')} findings={[]}>
          <Choices
            choices={noticeKinds.map((kind) => ({ value: kind, word: t(`notice.kinds.${kind}`) }))}
            value={draft.kind}
            choose={(kind) => change({ kind })}
          />
        </Field>
        <Field name={t('desk.notices.fields.title')} needed={draft.title.trim() === ''} findings={[]}>
          <Writing
            label={t('desk.notices.fields.title')}
            hint={t('desk.notices.hints.title')}
            value={draft.title}
            longest={noticeLengths.title}
            onChange={(title) => change({ title })}
          />
        </Field>
        <Field name={t('desk.notices.fields.text')} findings={[]}>
          <Writing
            label={t('desk.notices.fields.text')}
            hint={t('desk.notices.hints.text')}
            lines={3}
            value={draft.text}
            longest={noticeLengths.text}
            onChange={(text) => change({ text })}
          />
        </Field>
        <Field name={t('desk.notices.fields.place')} findings={[]}>
          <Writing
            label={t('desk.notices.fields.place')}
            hint={t('desk.notices.hints.place')}
            value={draft.place}
            longest={noticeLengths.place}
            onChange={(place) => change({ place })}
          />
        </Field>
        <Field
          name={t('desk.notices.fields.link')}
          findings={[]}
          wrong={fault === 'link' ? t('desk.notices.refused.notice_link_invalid') : null}
        >
          <Writing
            label={t('desk.notices.fields.link')}
            hint="https://"
            value={draft.link}
            longest={noticeLengths.link}
            onChange={(link) => change({ link })}
          />
        </Field>
      </section>
      <section className="box">
        <Field name={t('desk.notices.fields.firstDay')} findings={[]}>
          <Choices choices={dayChoices} value={away} choose={(days) => change({ firstDay: addDays(today, days) })} />
          <Stepper
            value={away}
            min={0}
            max={longestDays}
            steps={[1, 7]}
            start={1}
            text={dateText(t, content.startsAtMs)}
            change={(days) => change({ firstDay: addDays(today, days) })}
          />
        </Field>
        <Field
          name={t('desk.notices.fields.hours')}
          findings={[]}
          wrong={fault === 'times' ? t('desk.notices.refused.notice_times_invalid') : null}
        >
          <Stepper
            value={draft.startMinute}
            min={0}
            max={lastMinute - 1}
            steps={minuteSteps}
            start={0}
            text={t('desk.notices.startsAt', { time: minuteText(t, draft.startMinute) })}
            change={(startMinute) => change({ startMinute })}
          />
          <Stepper
            value={draft.endMinute}
            min={1}
            max={lastMinute}
            steps={minuteSteps}
            start={0}
            text={t('desk.notices.endsAt', { time: draft.endMinute === lastMinute ? '24:00' : minuteText(t, draft.endMinute) })}
            change={(endMinute) => change({ endMinute })}
          />
        </Field>
        <Field name={t('desk.notices.fields.days')} findings={[]}>
          <Stepper
            value={draft.moreDays}
            min={0}
            max={longestDays}
            steps={[1, 7]}
            start={0}
            text={draft.moreDays === 0 ? t('desk.notices.oneDay') : t('desk.notices.tillDay', { day: dayText(t, lastDay, nowMs) })}
            change={(moreDays) => change({ moreDays })}
          />
        </Field>
        <Field name={t('desk.notices.fields.daysAhead')} findings={[]}>
          <Stepper
            value={draft.daysAhead}
            min={0}
            max={mostDaysAhead}
            steps={[1, 7]}
            start={0}
            text={draft.daysAhead === 0 ? t('desk.notices.sameDay') : t('desk.notices.ahead', { count: draft.daysAhead })}
            change={(daysAhead) => change({ daysAhead })}
          />
          <p className="mute">
            {fromMs <= nowMs ? t('desk.notices.shownNow') : t('desk.notices.shownFrom', { moment: momentText(t, fromMs, nowMs) })}
          </p>
        </Field>
        {draft.link !== '' && isNoticeLink(draft.link) && (
          <figure className="notice-code">
            <Qr text={draft.link} label={t('desk.notices.codeLabel')} />
            <figcaption className="mute">{t('desk.notices.codeSub')}</figcaption>
          </figure>
        )}
        {save.isError && (
          <p className="toast bad" role="alert">
            <Icon name="warning" />
            {refusedIn(t, 'notices', save.error)}
          </p>
        )}
        <div className="day-keys">
          {outdated ? (
            <Button className="key main" onPress={leave}>
              {t('desk.notices.lookAgain')}
            </Button>
          ) : (
            <>
              {!published && (
                <Button className="key main" isDisabled={fault !== null || save.isPending} onPress={() => save.mutate(true)}>
                  <Icon name="check" />
                  {t('desk.notices.publish')}
                </Button>
              )}
              <Button
                className={published ? 'key main' : 'key'}
                isDisabled={(fault !== null && (published || fault !== 'title_missing')) || save.isPending}
                onPress={() => save.mutate(false)}
              >
                {t(published ? 'desk.notices.saveShown' : 'desk.notices.saveDraft')}
              </Button>
            </>
          )}
          <Button className="key line" onPress={leave}>
            {t('common.back')}
          </Button>
        </div>
      </section>
    </div>
  );
}
