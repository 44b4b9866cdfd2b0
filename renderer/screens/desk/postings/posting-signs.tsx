/** Signs of a posting's standing: what it is besides its state, and the law's seven. */
import { useTranslation } from 'react-i18next';
import type { PostingView } from '../../../../shared/api/desk/postings.ts';
import { legalMinimum } from '../../../../shared/domain/posting.ts';
import { Icon } from '../../../components/icon.tsx';

export function Flags({ posting }: { readonly posting: Pick<PostingView, 'stale' | 'expired' | 'filled' | 'orphan'> }) {
  const { t } = useTranslation();
  return (['stale', 'expired', 'filled', 'orphan'] as const)
    .filter((flag) => posting[flag])
    .map((flag) => (
      <span key={flag} className={flag === 'filled' ? 'chip' : 'chip warn'}>
        {t(`desk.postings.flags.${flag}`)}
      </span>
    ));
}

/** The seven of the law, each ticked off or open. */
export function Seven({ posting: { missing } }: { readonly posting: Pick<PostingView, 'missing'> }) {
  const { t } = useTranslation();
  return (
    <div className="seven">
      <h3>{t('desk.postings.seven')}</h3>
      <ul>
        {legalMinimum.map((field) => {
          const there = !missing.includes(field);
          return (
            <li key={field} className={there ? 'there' : 'open'}>
              <Icon name={there ? 'check' : 'minus'} />
              {t(`desk.postings.fields.${field}`)}
              <span className="visually-hidden">{there ? '' : t('desk.postings.missing', { fields: '' })}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
