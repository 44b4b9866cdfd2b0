/** The tab of postings. */
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PostingShelf } from '../../../../shared/api/desk/postings.ts';
import { Icon } from '../../../components/icon.tsx';
import { DayEnd } from './day-end.tsx';
import { ExportPage } from './export-page.tsx';
import { ImportPage } from './import-page.tsx';
import { PostingEditor } from './posting-editor.tsx';
import { PostingList } from './posting-list.tsx';
import { PostingPage } from './posting-page.tsx';
import { Yesterday } from './yesterday.tsx';
import './postings.css';

type Where = { readonly at: 'list' | 'new' | 'yesterday' | 'day' | 'import' | 'export' } | { readonly at: 'posting'; readonly id: string };

export function Postings() {
  const { t } = useTranslation();
  const [shelf, setShelf] = useState<PostingShelf>('pending');
  const [where, setWhere] = useState<Where>({ at: 'list' });
  const back = () => setWhere({ at: 'list' });
  const open = (id: string) => setWhere({ at: 'posting', id });
  if (where.at === 'list') return <PostingList shelf={shelf} setShelf={setShelf} open={open} go={(at) => setWhere({ at })} />;
  if (where.at === 'posting') return <PostingPage id={where.id} back={back} />;
  if (where.at === 'new') return <PostingEditor posting={null} done={(made) => (made ? open(made) : back())} />;
  return (
    <>
      <div className="posting-head">
        <h2>
          {
            {
              yesterday: t('desk.postings.yesterdayPage.title'),
              day: t('desk.postings.dayPage.title'),
              import: t('desk.postings.importPage.title'),
              export: t('desk.postings.exportPage.title'),
            }[where.at]
          }
        </h2>
        <Button className="key line" onPress={back}>
          <Icon name="arrow-left" />
          {t('desk.postings.list')}
        </Button>
      </div>
      {where.at === 'yesterday' && <Yesterday />}
      {where.at === 'day' && <DayEnd open={open} />}
      {where.at === 'import' && (
        <ImportPage
          review={() => {
            setShelf('pending');
            back();
          }}
        />
      )}
      {where.at === 'export' && <ExportPage />}
    </>
  );
}
