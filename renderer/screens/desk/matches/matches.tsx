/** The tab 用工: matches by what became of them, and the employers. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { MatchShelf, matchShelves } from '../../../../shared/api/desk/matches.ts';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { EmployerPage } from './employer-page.tsx';
import { Employers } from './employers.tsx';
import { MatchKeys } from './match-keys.tsx';
import { MatchLine } from './match-line.tsx';
import { MatchPage } from './match-page.tsx';
import { type Kind, useMatchSteps } from './use-match-steps.tsx';
import './matches.css';

type Part = MatchShelf | 'employers';
type Where = { readonly at: 'list' } | { readonly at: 'match' | 'employer'; readonly id: string };

const parts: readonly { readonly part: Part; readonly icon: string }[] = [
  { part: 'waiting', icon: 'phone-call' },
  { part: 'agreed', icon: 'handshake' },
  { part: 'done', icon: 'check-circle' },
  { part: 'ended', icon: 'user-minus' },
  { part: 'employers', icon: 'briefcase' },
];

export function Matches({ open }: { open(workerId: string): void }) {
  const { t } = useTranslation();
  const [part, setPart] = useState<Part>('waiting');
  const [where, setWhere] = useState<Where>({ at: 'list' });
  const back = () => setWhere({ at: 'list' });
  if (where.at === 'match') return <MatchPage id={where.id} back={back} openWorker={open} />;
  if (where.at === 'employer') return <EmployerPage id={where.id} back={back} openMatch={(id) => setWhere({ at: 'match', id })} />;
  return (
    <>
      <div className="shelves" role="group" aria-label={t('desk.matches.title')}>
        {parts.map((one) => (
          <Button
            key={one.part}
            className={one.part === part ? 'key on' : 'key'}
            aria-pressed={one.part === part}
            onPress={() => setPart(one.part)}
          >
            <Icon name={one.icon} />
            {t(`desk.matches.shelves.${one.part}`)}
          </Button>
        ))}
      </div>
      {part === 'employers' ? (
        <Employers open={(id) => setWhere({ at: 'employer', id })} />
      ) : (
        <Shelf key={part} shelf={part} open={(id) => setWhere({ at: 'match', id })} />
      )}
    </>
  );
}

const onPage = 20;
const usual: readonly Kind[] = ['agreed', 'failed', 'no_answer', 'started', 'completed', 'no_show'];

function Shelf({ shelf, open }: { readonly shelf: (typeof matchShelves)[number]; open(id: string): void }) {
  const { t } = useTranslation();
  const [page, setPage] = useState(0);
  const steps = useMatchSteps();
  const list = useQuery({
    queryKey: ['desk', 'matches', shelf, page],
    queryFn: () => api['match.list']({ of: { shelf }, offset: page * onPage, limit: onPage }),
    placeholderData: keepPreviousData,
  });
  if (!list.data) return <Waiting error={list.isError} retry={() => void list.refetch()} />;
  const { matches, more } = list.data;
  return (
    <>
      {steps.shown}
      <section className="box">
        {matches.length === 0 && <p className="mute">{t(`desk.matches.none.${shelf}`)}</p>}
        {matches.map((match) => (
          <div key={match.id} className="row">
            <Button className="row-open" onPress={() => open(match.id)}>
              <MatchLine match={match} />
            </Button>
            <MatchKeys match={match} steps={steps} only={usual} />
            <Button className="key line" onPress={() => open(match.id)}>
              {t('desk.look')}
            </Button>
          </div>
        ))}
      </section>
      {(page > 0 || more) && (
        <div className="paging">
          <Button className="key" isDisabled={page === 0} onPress={() => setPage(page - 1)}>
            <Icon name="caret-left" />
            {t('jobs.previous')}
          </Button>
          <Button className="key" isDisabled={!more} onPress={() => setPage(page + 1)}>
            {t('jobs.next')}
            <Icon name="caret-right" />
          </Button>
        </div>
      )}
    </>
  );
}
