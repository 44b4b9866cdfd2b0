/** Writing a notice: a title and a few words, from when until when, and where its code leads. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { mostDaysAhead, type NoticeContent, noticeKinds, noticeLengths, shownFromMs } from '../../../shared/domain/notice.ts';
import { workDayOf } from '../../../shared/domain/work-day.ts';
import { useWords } from '../messages.ts';
import { Choice, Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { Note, Refusal } from '../parts/notice.tsx';
import { Box } from '../parts/page.tsx';
import { dayText } from '../parts/times.ts';
import { type NoticeDraft, noticeDraftOf, noticeOf } from './notice-draft.ts';

interface Props {
  /** What the form begins with. */
  readonly before: NoticeContent | null;
  /** For whom it is. */
  readonly children: ReactNode;
  readonly act: string;
  readonly send: (content: NoticeContent) => Promise<unknown>;
  readonly onSent: () => void;
}

export function NoticeForm({ before, children, act, send, onSent }: Props) {
  const say = useWords();
  const [draft, setDraft] = useState<NoticeDraft>(() => noticeDraftOf(before, Date.now()));
  const [tried, setTried] = useState(false);
  const sending = useMutation({ mutationFn: send, onSuccess: onSent });
  const nowMs = Date.now();
  const { content, fault } = noticeOf(draft, nowMs);
  const put = <K extends keyof NoticeDraft>(field: K) => ({
    value: draft[field],
    onChange: (value: NoticeDraft[K]) => setDraft({ ...draft, [field]: value }),
    fault: tried && fault?.field === field ? say(fault.word) : null,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (content && fault === null) sending.mutate(content);
  };
  const today = workDayOf(nowMs);
  return (
    <form className="cols" onSubmit={submit} noValidate>
      <div className="c1">
        <Box title={say('telling.noticeWhat')} icon="megaphone">
          <div className="two-fields">
            <Choice
              label={say('telling.kind')}
              {...put('kind')}
              choices={noticeKinds.map((kind) => [kind, say(`noticeKind.${kind}`)] as const)}
            />
            <Field label={say('posting.title')} hint={say('telling.noticeTitleHint')} {...put('title')} longest={noticeLengths.title} />
          </div>
          <Field label={say('telling.text')} hint={say('telling.textHint')} {...put('text')} longest={noticeLengths.text} lines={3} />
          <Field label={say('posting.place')} hint={say('telling.noPlaceHint')} {...put('place')} longest={noticeLengths.place} />
          <Field label={say('telling.link')} hint={say('telling.linkHint')} {...put('link')} longest={noticeLengths.link} />
        </Box>
        <Box title={say('telling.when')} icon="clock-countdown">
          <div className="two-fields">
            <Field label={say('telling.fromDay')} {...put('fromDay')} type="date" longest={10} />
            <Field label={say('telling.fromTime')} {...put('fromTime')} type="time" longest={5} />
            <Field label={say('telling.toDay')} {...put('toDay')} type="date" longest={10} />
            <Field label={say('telling.toTime')} {...put('toTime')} type="time" longest={5} />
          </div>
          <Field
            label={say('telling.daysAhead')}
            hint={say('telling.daysAheadHint', { most: mostDaysAhead })}
            {...put('daysAhead')}
            inputMode="numeric"
            longest={2}
          />
        </Box>
      </div>
      <div className="c2 telling-side">
        {children}
        <Box title={say('telling.check')} icon="check-circle">
          {content && fault === null ? (
            <Note kind="good">{say('telling.shownFrom', { day: dayText(say, workDayOf(shownFromMs(content)), today) })}</Note>
          ) : (
            <p className={tried ? 'hint fault' : 'mute'}>{say(fault?.word ?? 'telling.wrong')}</p>
          )}
          {sending.error && <Refusal error={sending.error} />}
          <div className="acts">
            <Key main type="submit" busy={sending.isPending}>
              <Icon name="megaphone" />
              {act}
            </Key>
          </div>
        </Box>
      </div>
    </form>
  );
}
