/** 通知: what stands on the screen, what waits for it, drafts, and what is over; written, published and taken down here. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { NoticeRow } from '../../../../shared/api/desk/notices.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { noticeWhen } from '../../../components/notice-when.ts';
import { NoticeKindChip, noticeIcons } from '../../../components/notice-words.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { momentText } from '../../../format.ts';
import { refusedIn } from '../refused-in.ts';
import { NoticeEditor } from './notice-editor.tsx';
import '../day.css';
import './notices.css';

type Step = 'publish' | 'withdraw';

export function Notices() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [editing, setEditing] = useState<NoticeRow | 'new' | null>(null);
  const [said, setSaid] = useState<{ readonly bad: boolean; readonly text: string } | null>(null);
  const shelf = useQuery({ queryKey: ['desk', 'notices'], queryFn: () => api['notice.shelf']({}), staleTime: 0, refetchInterval: 30_000 });
  const step = useMutation({
    mutationFn: ({ notice, to }: { notice: NoticeRow; to: Step }) => api[`notice.${to}`]({ id: notice.id, revision: notice.revision }),
    onSuccess: (_, { to }) => setSaid({ bad: false, text: t(`desk.notices.said.${to}`) }),
    onError: (error) => setSaid({ bad: true, text: refusedIn(t, 'notices', error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['desk'] }),
  });
  if (editing !== null) {
    return (
      <NoticeEditor
        notice={editing === 'new' ? null : editing}
        leave={() => setEditing(null)}
        done={(text) => {
          setEditing(null);
          setSaid({ bad: false, text });
        }}
      />
    );
  }
  if (!shelf.data) return <Waiting error={shelf.isError} retry={() => void shelf.refetch()} />;
  const { notices } = shelf.data;
  return (
    <section className="box">
      <h2>
        <Icon name="megaphone" />
        {t('desk.notices.title')}
        <Button className="key main" onPress={() => setEditing('new')}>
          <Icon name="plus" />
          {t('desk.notices.new')}
        </Button>
      </h2>
      {said && (
        <p className={said.bad ? 'toast bad' : 'toast'} role="status">
          <Icon name={said.bad ? 'warning' : 'check-circle'} />
          {said.text}
        </p>
      )}
      {notices.length === 0 && <p className="mute">{t('desk.notices.none')}</p>}
      <ul>
        {notices.map((notice) => (
          <NoticeLine
            key={notice.id}
            notice={notice}
            busy={step.isPending}
            edit={() => setEditing(notice)}
            go={(to) => step.mutate({ notice, to })}
          />
        ))}
      </ul>
    </section>
  );
}

interface NoticeLineProps {
  readonly notice: NoticeRow;
  readonly busy: boolean;
  edit(): void;
  go(to: Step): void;
}

function NoticeLine({ notice, busy, edit, go }: NoticeLineProps) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const shelf = notice.showing ?? notice.state;
  const isCity = notice.origin === 'hub';
  return (
    <li className="day-it">
      <Button className="day-words notice-line" isDisabled={isCity} onPress={edit}>
        <span className="line">
          <Icon name={noticeIcons[notice.kind]} />
          <b>{notice.title === '' ? t('desk.notices.noTitle') : notice.title}</b>
          <NoticeKindChip notice={notice} />
          {isCity && <span className="chip ring">{t('desk.notices.city')}</span>}
          <span className={shelf === 'now' ? 'chip go' : shelf === 'draft' ? 'chip ring' : 'chip'}>
            {shelf === 'waiting' && nowMs !== null
              ? t('desk.notices.from', { moment: momentText(t, notice.shownFromMs, nowMs) })
              : t(`desk.notices.shelves.${shelf}`)}
          </span>
        </span>
        {nowMs !== null && (
          <span className="mute">{[...noticeWhen(t, notice, nowMs), notice.place].filter((part) => part !== '').join(' ')}</span>
        )}
      </Button>
      <span className="day-acts">
        {!isCity && (
          <Button className="key" onPress={edit}>
            {t('desk.notices.edit')}
          </Button>
        )}
        {notice.state === 'published' ? (
          notice.showing !== 'over' && (
            <Button className="key" isDisabled={busy} onPress={() => go('withdraw')}>
              {t('desk.notices.withdraw')}
            </Button>
          )
        ) : (
          <Button className="key main" isDisabled={busy} onPress={() => go('publish')}>
            <Icon name="check" />
            {t('desk.notices.publish')}
          </Button>
        )}
      </span>
    </li>
  );
}
