/** One match with its history: everything that may be done with it, and taking the last step back. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { MatchHistoryEntry } from '../../../../shared/api/desk/matches.ts';
import { amountText } from '../../../../shared/domain/wage.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { dayText, minuteText, momentText, phoneText } from '../../../format.ts';
import { MatchKeys } from './match-keys.tsx';
import { MatchLine } from './match-line.tsx';
import { useMatchSteps } from './use-match-steps.tsx';

interface MatchPageProps {
  readonly id: string;
  back(): void;
  openWorker(workerId: string): void;
}

export function MatchPage({ id, back, openWorker }: MatchPageProps) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const steps = useMatchSteps();
  const read = useQuery({ queryKey: ['desk', 'match', id], queryFn: () => api['match.get']({ id }), gcTime: 0 });
  if (!read.data) return <Waiting error={read.isError} retry={() => void read.refetch()} />;
  const match = read.data;
  const { posting, worker } = match;
  const mayUndo = match.undoUntilMs !== null && (nowMs === null || nowMs <= match.undoUntilMs);
  return (
    <div className="match-page">
      {steps.shown}
      <section className="box">
        <h2>
          <Icon name="handshake" />
          {t('desk.matches.title')}
          <Button className="key line" onPress={back}>
            <Icon name="arrow-left" />
            {t('common.back')}
          </Button>
        </h2>
        <MatchLine match={match} />
        <div className="ticks">
          <MatchKeys match={match} steps={steps} />
          {mayUndo && (
            <Button className="key line" isDisabled={steps.busy} onPress={() => steps.begin(match, 'undo')}>
              <Icon name="arrow-counter-clockwise" />
              {t('desk.matches.undoLast')}
            </Button>
          )}
          {worker.name !== null && (
            <Button className="key line" onPress={() => openWorker(worker.id)}>
              <Icon name="user" />
              {t('desk.matches.thisWorker')}
            </Button>
          )}
        </div>
      </section>
      {posting && (
        <section className="box">
          <h2>
            <Icon name="briefcase" />
            {t('desk.matches.work')}
          </h2>
          <p className="line">
            <b>{posting.title}</b>
            {posting.wage && (
              <span className="pay-line num nb">
                {amountText(posting.wage)} {t(`unit.${posting.wage.unit}`)}
              </span>
            )}
            {posting.workDate !== null && nowMs !== null && <span>{dayText(t, posting.workDate, nowMs)}</span>}
            {posting.startMinute !== null && <span className="num">{minuteText(t, posting.startMinute)}</span>}
            {posting.place !== null && <span>{posting.place}</span>}
            {posting.headcount !== null && <span>{t('desk.matches.places', { headcount: posting.headcount, taken: posting.taken })}</span>}
          </p>
          {posting.contactPhone !== null && (
            <p className="line">
              <Icon name="phone-call" />
              <b className="num nb">{phoneText(posting.contactPhone)}</b>
              {posting.contactName !== null && <span>{posting.contactName}</span>}
            </p>
          )}
        </section>
      )}
      <section className="box">
        <h2>
          <Icon name="clock" />
          {t('desk.matches.history')}
        </h2>
        <ol className="history">
          {match.history.map((entry) => (
            <li key={entry.id} className="line">
              <span className="num nb mute">{nowMs === null ? '' : momentText(t, entry.atMs, nowMs)}</span>
              <Entry entry={entry} />
              <span className="mute">{t(`desk.actors.${entry.actor}`, { defaultValue: entry.actor })}</span>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function Entry({ entry }: { readonly entry: MatchHistoryEntry }) {
  const { t } = useTranslation();
  const what =
    entry.kind === 'undo'
      ? t('desk.matches.undone', { state: t(`desk.matches.states.${entry.to}`) })
      : entry.kind === 'no_answer'
        ? t('desk.matches.did.no_answer')
        : t(`desk.matches.states.${entry.to}`);
  const reason = entry.kind === 'step' && entry.reason !== null ? t(`desk.matches.reasons.${entry.reason}`) : null;
  return (
    <>
      <b>{what}</b>
      {reason !== null && <span>{reason}</span>}
    </>
  );
}
