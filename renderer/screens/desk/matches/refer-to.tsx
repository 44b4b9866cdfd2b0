/** A posting's people: who was referred to it, and who fits. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { WorkerLine } from '../worker-line.tsx';
import { FitWords } from './fit-words.tsx';
import { MatchKeys } from './match-keys.tsx';
import { MatchLine } from './match-line.tsx';
import { refusedText } from './refused.ts';
import { useMatchSteps } from './use-match-steps.tsx';
import './matches.css';

const shown = 6;

interface ReferToProps {
  readonly postingId: string;
  /** Whether it is on offer: then it says who fits. */
  readonly offered: boolean;
}

export function ReferTo({ postingId, offered }: ReferToProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const steps = useMatchSteps();
  const matches = useQuery({
    queryKey: ['desk', 'matches-of-posting', postingId],
    queryFn: () => api['match.list']({ of: { postingId }, offset: 0, limit: 20 }),
    gcTime: 0,
  });
  const suggested = useQuery({
    queryKey: ['desk', 'workers-for', postingId],
    queryFn: () => api['match.suggest-workers']({ postingId, limit: shown }),
    enabled: offered,
    gcTime: 0,
  });
  const refer = useMutation({
    mutationFn: (workerId: string) => api['match.refer']({ workerId, work: { postingId } }),
    onSuccess: (match) => steps.tell({ tone: 'good', text: t('desk.matches.referredNow'), undo: match }),
    onError: (error) => steps.tell({ tone: 'bad', text: refusedText(t, error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['desk'] }),
  });
  const known = matches.data?.matches ?? [];
  const suggestions = suggested.data?.suggestions ?? [];
  return (
    <>
      {steps.shown}
      {known.length > 0 && (
        <section className="box">
          <h2>
            <Icon name="handshake" />
            {t('desk.matches.ofPosting')}
          </h2>
          {known.map((match) => (
            <div key={match.id} className="row">
              <div className="row-open">
                <MatchLine match={match} />
              </div>
              <MatchKeys match={match} steps={steps} only={['agreed', 'failed', 'started', 'completed', 'no_show']} />
            </div>
          ))}
        </section>
      )}
      {offered && (
        <section className="box">
          <h2>
            <Icon name="users-three" />
            {t('desk.matches.whoFits')}
          </h2>
          {suggested.isSuccess && suggestions.length === 0 && <p className="mute">{t('desk.matches.whoFitsNone')}</p>}
          {suggestions.map(({ worker, fit }) => (
            <div key={worker.id} className="row">
              <div className="row-open">
                <WorkerLine worker={worker} />
                <FitWords fit={fit} of="worker" />
              </div>
              <Button className="key" isDisabled={refer.isPending} onPress={() => refer.mutate(worker.id)}>
                <Icon name="check" />
                {t('desk.matches.refer')}
              </Button>
            </div>
          ))}
        </section>
      )}
    </>
  );
}
