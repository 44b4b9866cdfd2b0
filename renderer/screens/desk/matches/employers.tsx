/** The employers: found by a part of the name or the tail of the phone. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { EmployerRow } from '../../../../shared/api/desk/employers.ts';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { Writing } from '../../../components/writing.tsx';

const onPage = 20;

export function Employers({ open }: { open(id: string): void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [page, setPage] = useState(0);
  const list = useQuery({
    queryKey: ['desk', 'employers', text, page],
    queryFn: () => api['employer.list']({ text, offset: page * onPage, limit: onPage }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  if (!list.data) return <Waiting error={list.isError} retry={() => void list.refetch()} />;
  const { employers, total } = list.data;
  const pages = Math.ceil(total / onPage);
  return (
    <>
      <Writing
        label={t('desk.matches.findEmployer')}
        hint={t('desk.matches.findEmployer')}
        value={text}
        longest={40}
        onChange={(value) => {
          setText(value);
          setPage(0);
        }}
      />
      <section className="box">
        <h2>
          <Icon name="briefcase" />
          {t('desk.matches.employers')}
          <em>{total}</em>
        </h2>
        {total === 0 && <p className="mute">{t(text === '' ? 'desk.matches.employersNone' : 'desk.matches.employersNotFound')}</p>}
        {employers.map((employer) => (
          <div key={employer.id} className="row">
            <Button className="row-open" onPress={() => open(employer.id)}>
              <EmployerLine employer={employer} />
            </Button>
            <Button className="key" onPress={() => open(employer.id)}>
              {t('desk.look')}
            </Button>
          </div>
        ))}
      </section>
      {pages > 1 && (
        <div className="paging">
          <Button className="key" isDisabled={page === 0} onPress={() => setPage(page - 1)}>
            <Icon name="caret-left" />
            {t('jobs.previous')}
          </Button>
          <Button className="key" isDisabled={page + 1 >= pages} onPress={() => setPage(page + 1)}>
            {t('jobs.next')}
            <Icon name="caret-right" />
          </Button>
        </div>
      )}
    </>
  );
}

export function EmployerLine({ employer }: { readonly employer: EmployerRow }) {
  const { t } = useTranslation();
  const { name, phone, sanction, openPostings, waiting, demo } = employer;
  return (
    <span className="line">
      <b>{name}</b>
      {phone !== null && <span className="num nb">{phone}</span>}
      <span className="mute">{t('desk.matches.openPostings', { count: openPostings })}</span>
      {waiting > 0 && <span className="mute">{t('desk.matches.waitingCount', { count: waiting })}</span>}
      {sanction?.active && <span className="chip warn">{t('desk.matches.sanctionedUntil', { date: sanction.until })}</span>}
      {demo && <span className="chip demo">{t('post.demo')}</span>}
    </span>
  );
}
