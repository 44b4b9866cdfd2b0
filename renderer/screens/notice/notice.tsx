/** One notice, large, with the code to join. One that is over says so instead. */
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { NoticeView } from '../../../shared/api/kiosk-api.ts';
import { useChanges, useNotices } from '../../api/station.ts';
import { BackKey, EndKey, useNowMs } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { NoticeFacts, NoticeKindChip, NoticeTitle, noticeClass, noticeIcons } from '../../components/notice-words.tsx';
import { Qr } from '../../components/qr.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useReadOnOpen } from '../../session/read-aloud.ts';
import { useSession } from '../../session/session.tsx';
import './notice.css';

export function NoticeScreen({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { modes } = useSession();
  const notices = useNotices();
  const notice = notices.data?.notices.find((one) => one.id === id);
  useReadOnOpen(modes.readAloud, notice ? `${notice.title}。${notice.text}` : '');
  return (
    <main className="screen notice-screen" data-screen="notice">
      <div className="vest" />
      {notice ? (
        <Detail notice={notice} />
      ) : (
        <div className="body">
          {notices.data ? (
            <p className="toast wait missing">{t('notice.gone')}</p>
          ) : (
            <Waiting error={notices.isError} retry={() => void notices.refetch()} />
          )}
        </div>
      )}
      <footer className="foot">
        <BackKey wide onPress={() => go('/home')} />
        <EndKey short />
      </footer>
    </main>
  );
}

function Detail({ notice }: { readonly notice: NoticeView }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const suspect = useChanges().data?.clock === 'suspect';
  return (
    <div className={`body ${noticeClass(notice)}`}>
      <section className="tell">
        <div className="notice-head">
          <span className="pic">
            <Icon name={noticeIcons[notice.kind]} />
          </span>
          <NoticeKindChip notice={notice} />
        </div>
        <h1 className="notice-title" aria-label={notice.title}>
          <NoticeTitle title={notice.title} />
        </h1>
        <NoticeFacts notice={notice} nowMs={suspect ? null : nowMs} />
        {notice.text !== '' && <p className="notice-text">{notice.text}</p>}
      </section>
      <section className="join">
        {notice.link === '' ? (
          <p className="note">
            <Icon name="chat-circle-text" />
            <b>{t(`notice.ask.${notice.kind}`)}</b>
          </p>
        ) : (
          <figure>
            <Qr text={notice.link} label={t(`notice.scan.${notice.kind}`)} />
            <figcaption>
              <b>{t(`notice.scan.${notice.kind}`)}</b>
              <span>{t('notice.scanHow')}</span>
            </figcaption>
          </figure>
        )}
      </section>
    </div>
  );
}
