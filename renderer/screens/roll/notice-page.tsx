/** A page of the roll that is one notice: title, when, where, what, and the code to join. A touch opens it large. */
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { NoticeView } from '../../../shared/api/kiosk-api.ts';
import { Icon } from '../../components/icon.tsx';
import { NoticeFacts, NoticeKindChip, NoticeTitle, noticeClass, noticeIcons } from '../../components/notice-words.tsx';
import { Qr } from '../../components/qr.tsx';

interface NoticePageProps {
  readonly notice: NoticeView;
  /** Null while the clock cannot be believed. */
  readonly nowMs: number | null;
  open(id: string): void;
}

export function NoticePage({ notice, nowMs, open }: NoticePageProps) {
  const { t } = useTranslation();
  return (
    <Button className={`post notice ${noticeClass(notice)}`} onPress={() => open(notice.id)} data-notice={notice.id}>
      <span className="notice-head">
        <span className="pic">
          <Icon name={noticeIcons[notice.kind]} />
        </span>
        <NoticeKindChip notice={notice} />
      </span>
      <strong className="notice-title">
        <NoticeTitle title={notice.title} />
      </strong>
      <NoticeFacts notice={notice} nowMs={nowMs} />
      {notice.text !== '' && <span className="notice-text">{notice.text}</span>}
      <span className="notice-join">
        {notice.link === '' ? (
          <span className="notice-ask">
            <Icon name="chat-circle-text" />
            <b>{t(`notice.ask.${notice.kind}`)}</b>
          </span>
        ) : (
          <>
            <Qr text={notice.link} label={t(`notice.scan.${notice.kind}`)} />
            <span>
              <b>{t(`notice.scan.${notice.kind}`)}</b>
              {t('notice.scanHow')}
            </span>
          </>
        )}
      </span>
    </Button>
  );
}
