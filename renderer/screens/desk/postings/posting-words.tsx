/** A posting in a few words, its verdict, and what is said after an action: parts of every list. */
import { useTranslation } from 'react-i18next';
import type { PostingRow, PostingVerdict } from '../../../../shared/api/desk/postings.ts';
import type { LintFinding } from '../../../../shared/domain/posting-lint.ts';
import { amountText } from '../../../../shared/domain/wage.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { dayText, minuteText } from '../../../format.ts';
import type { Said } from './use-posting-actions.ts';

type Shown = Pick<
  PostingRow,
  'title' | 'employer' | 'place' | 'wage' | 'settlement' | 'workDate' | 'startMinute' | 'headcount' | 'taken' | 'demo' | 'source'
>;

/** 饭馆帮厨 160 元/天 日结 */
export function PostingTitle({ posting }: { readonly posting: Shown }) {
  const { t } = useTranslation();
  const { title, wage, settlement, demo, source } = posting;
  return (
    <span className="posting-title">
      <b>{title}</b>
      <span className="red nb">
        {wage ? `${amountText(wage)} ${t(`unit.${wage.unit}`)}` : t('desk.postings.noPay')}
        {settlement && ` ${t(`settlement.${settlement}`)}`}
      </span>
      {source === 'phone' && <span className="chip hot">{t('desk.postings.fromPhone')}</span>}
      {source === 'hub' && <span className="chip">{t('desk.postings.fromHub')}</span>}
      {demo && <span className="chip demo">{t('post.demo')}</span>}
    </span>
  );
}

/** 老马面馆，莫家街，今天 10:00，要 1 人 */
export function PostingFacts({ posting }: { readonly posting: Shown }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const { employer, place, workDate, startMinute, headcount, taken } = posting;
  const when = [
    workDate && nowMs !== null ? dayText(t, workDate, nowMs) : null,
    startMinute === null ? null : minuteText(t, startMinute),
  ].filter((part) => part !== null);
  const facts = [
    employer ?? t('desk.postings.noEmployer'),
    place,
    when.length > 0 ? when.join(' ') : t('post.anyDay'),
    headcount === null ? null : t('desk.postings.need', { count: headcount }),
    taken > 0 ? t('desk.postings.taken', { count: taken }) : null,
  ].filter((part) => part !== null);
  return <span className="mute">{facts.join(t('common.comma'))}</span>;
}

/** What the lint says, as a sentence. */
export function useFindingText(): (finding: LintFinding) => string {
  const { t } = useTranslation();
  return ({ rule, severity, words }) => {
    const plain = `desk.postings.lint.${rule}`;
    return severity === 'warn' ? t([`${plain}_warn`, plain], { words }) : t(plain, { words });
  };
}

const findingIcon = { block: 'hand-palm', warn: 'warning' } as const;

export function Finding({ finding }: { readonly finding: LintFinding }) {
  const text = useFindingText();
  return (
    <span className={`lint ${finding.severity}`}>
      <Icon name={findingIcon[finding.severity]} />
      {text(finding)}
    </span>
  );
}

/** The first thing in the way, or that nothing is. */
export function Verdict({ verdict }: { readonly verdict: PostingVerdict }) {
  const { t } = useTranslation();
  const { missing, findings } = verdict;
  if (missing.length > 0) {
    return (
      <span className="lint block">
        <Icon name="warning" />
        {t('desk.postings.missing', { fields: missing.map((field) => t(`desk.postings.fields.${field}`)).join('、') })}
      </span>
    );
  }
  const worst = findings.find((finding) => finding.severity === 'block') ?? findings[0];
  if (worst) return <Finding finding={worst} />;
  return (
    <span className="lint ok">
      <Icon name="check-circle" />
      {t('desk.postings.sevenDone')}
    </span>
  );
}

/** May be published: at once, after asking, or not at all. */
export function mayPublish({ missing, findings }: PostingVerdict): 'yes' | 'asked' | 'no' {
  if (missing.length > 0 || findings.some((finding) => finding.severity === 'block')) return 'no';
  return findings.length > 0 ? 'asked' : 'yes';
}

export function SaidLine({ said }: { readonly said: Said | null }) {
  return (
    said && (
      <p className={said.tone === 'bad' ? 'toast bad' : 'toast'} role="status">
        <Icon name={said.tone === 'bad' ? 'warning' : 'check-circle'} />
        {said.text}
      </p>
    )
  );
}
