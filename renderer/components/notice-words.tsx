/** A notice in words and signs, the same wherever it stands. */
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoticeView } from '../../shared/api/kiosk-api.ts';
import type { NoticeKind } from '../../shared/domain/notice.ts';
import { Icon } from './icon.tsx';
import { noticeWhen } from './notice-when.ts';
import './notice-words.css';

export const noticeIcons: Readonly<Record<NoticeKind, string>> = {
  policy: 'megaphone',
  training: 'books',
  health: 'heartbeat',
  job_fair: 'handshake',
  livestream: 'broadcast',
};

/** A longer notice is set smaller, so that all of it stays on the glass with its code. */
const roomy = { words: 80, title: 12 };

export function noticeClass({ title, text, place, link }: Pick<NoticeView, 'title' | 'text' | 'place' | 'link'>): string {
  const dense = title.length > roomy.title || title.length + text.length + place.length > roomy.words;
  return [link === '' ? 'plain' : '', dense ? 'dense' : ''].join(' ').trim();
}

/** As long a part of a title may be and still stay on one line. */
const longestClause = 9;

/** A title breaks after its commas and colons before it breaks inside a word. */
export function NoticeTitle({ title }: { readonly title: string }) {
  return title.split(/(?<=[，、：；。！？ ])/).map((clause, at) => (
    <span key={at} className={clause.length <= longestClause ? 'nb' : ''}>
      {clause}
    </span>
  ));
}

export function NoticeKindChip({ notice }: { readonly notice: Pick<NoticeView, 'kind' | 'demo'> }) {
  const { t } = useTranslation();
  return (
    <span className="notice-kind">
      <b className="chip hot">{t(`notice.kinds.${notice.kind}`)}</b>
      {notice.demo && <span className="chip demo">{t('post.demo')}</span>}
    </span>
  );
}

/** When and where, each with its sign. Without a time that can be believed only where. */
export function NoticeFacts({ notice, nowMs }: { readonly notice: NoticeView; readonly nowMs: number | null }) {
  const { t } = useTranslation();
  return (
    <span className="notice-facts">
      {nowMs !== null && (
        <b className="when-line">
          <Icon name="clock" />
          <span>
            {noticeWhen(t, notice, nowMs).map((part, at) => (
              <Fragment key={part}>
                {at > 0 && ' '}
                <span className="nb">{part}</span>
              </Fragment>
            ))}
          </span>
        </b>
      )}
      {notice.place !== '' && (
        <b>
          <Icon name="map-pin" />
          <span>{notice.place}</span>
        </b>
      )}
    </span>
  );
}
