/** One employer: phone, notes, whether the station works with them, their postings and matches. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type EmployerView, type SanctionReason, sanctionReasons } from '../../../../shared/api/desk/employers.ts';
import { AppError } from '../../../../shared/api/errors.ts';
import { phoneSchema } from '../../../../shared/domain/posting.ts';
import { amountText } from '../../../../shared/domain/wage.ts';
import { addDays, workDayOf } from '../../../../shared/domain/work-day.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { Writing } from '../../../components/writing.tsx';
import { dayText, phoneText } from '../../../format.ts';
import { EmployerLine } from './employers.tsx';
import { MatchLine } from './match-line.tsx';
import { refusedText } from './refused.ts';

interface EmployerPageProps {
  readonly id: string;
  back(): void;
  openMatch(id: string): void;
}

export function EmployerPage({ id, back, openMatch }: EmployerPageProps) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const read = useQuery({ queryKey: ['desk', 'employer', id], queryFn: () => api['employer.get']({ id }), gcTime: 0 });
  const name = read.data?.name;
  const matches = useQuery({
    queryKey: ['desk', 'matches-of-employer', name],
    queryFn: () => api['match.list']({ of: { employer: name ?? '' }, offset: 0, limit: 20 }),
    enabled: name !== undefined,
    gcTime: 0,
  });
  if (!read.data) return <Waiting error={read.isError} retry={() => void read.refetch()} />;
  const employer = read.data;
  return (
    <div className="match-page">
      <section className="box">
        <h2>
          <Icon name="briefcase" />
          {t('desk.matches.employer')}
          <Button className="key line" onPress={back}>
            <Icon name="arrow-left" />
            {t('common.back')}
          </Button>
        </h2>
        <EmployerLine employer={employer} />
        {/* Read anew after each change, so that what was typed never covers a newer row. */}
        <Edit key={employer.revision} employer={employer} />
      </section>
      <section className="box">
        <h2>
          <Icon name="list-bullets" />
          {t('desk.matches.itsPostings')}
        </h2>
        {employer.postings.length === 0 && <p className="mute">{t('desk.matches.noPostings')}</p>}
        {employer.postings.map((posting) => (
          <p key={posting.id} className="line row">
            <b>{posting.title}</b>
            <span className={posting.state === 'published' ? 'chip go' : 'chip'}>{t(`desk.matches.postingStates.${posting.state}`)}</span>
            {posting.wage && (
              <span className="pay-line num nb">
                {amountText(posting.wage)} {t(`unit.${posting.wage.unit}`)}
              </span>
            )}
            {posting.workDate !== null && nowMs !== null && <span className="mute">{dayText(t, posting.workDate, nowMs)}</span>}
            {posting.headcount !== null && (
              <span className="mute">{t('desk.matches.places', { headcount: posting.headcount, taken: posting.taken })}</span>
            )}
          </p>
        ))}
      </section>
      <section className="box">
        <h2>
          <Icon name="handshake" />
          {t('desk.matches.itsMatches')}
        </h2>
        {matches.data?.matches.length === 0 && <p className="mute">{t('desk.matches.noMatches')}</p>}
        {matches.data?.matches.map((match) => (
          <div key={match.id} className="row">
            <Button className="row-open" onPress={() => openMatch(match.id)}>
              <MatchLine match={match} />
            </Button>
            <Button className="key line" onPress={() => openMatch(match.id)}>
              {t('desk.look')}
            </Button>
          </div>
        ))}
      </section>
    </div>
  );
}

function Edit({ employer }: { readonly employer: EmployerView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { id, revision } = employer;
  const [notes, setNotes] = useState(employer.notes);
  const [phone, setPhone] = useState('');
  const [asking, setAsking] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const reread = () => queries.invalidateQueries({ queryKey: ['desk'] });
  const failed = (error: unknown) => setFault(refusedText(t, error));
  const reveal = useMutation({ mutationFn: () => api['employer.reveal-phone']({ id }), onError: failed });
  const save = useMutation({
    mutationFn: () => api['employer.edit']({ id, revision, notes, ...(phone === '' ? {} : { phone }) }),
    onSuccess: reread,
    onError: failed,
  });
  const sanction = useMutation({
    mutationFn: (given: Parameters<(typeof api)['employer.sanction']>[0]['sanction']) =>
      api['employer.sanction']({ id, revision, sanction: given }),
    onSuccess: reread,
    onError: failed,
  });
  const outdated = [save.error, sanction.error].some((error) => error instanceof AppError && error.code === 'changed_meanwhile');
  const phoneBad = phone !== '' && !phoneSchema.safeParse(phone).success;
  const changed = notes !== employer.notes || phone !== '';
  return (
    <>
      {fault !== null && (
        <p className="toast bad" role="alert">
          <span className="grow">{fault}</span>
          {outdated && (
            <Button className="key" onPress={() => void reread()}>
              {t('desk.matches.lookAgain')}
            </Button>
          )}
        </p>
      )}
      {employer.sanction?.active && (
        <p className="toast bad">
          {t('desk.matches.sanctionSays', {
            reason: t(`desk.matches.sanctionReasons.${employer.sanction.reason}`),
            date: employer.sanction.until,
          })}
        </p>
      )}
      <div className="ticks">
        {employer.phone !== null && (
          <Button className="key" onPress={() => reveal.mutate()}>
            <Icon name="phone-call" />
            {reveal.data ? <span className="num nb">{phoneText(reveal.data.phone)}</span> : t('desk.reveal')}
          </Button>
        )}
        {employer.sanction?.active ? (
          <Button className="key" isDisabled={sanction.isPending} onPress={() => sanction.mutate(null)}>
            {t('desk.matches.lift')}
          </Button>
        ) : (
          <Button className="key line" onPress={() => setAsking(true)}>
            <Icon name="hand-palm" />
            {t('desk.matches.sanction')}
          </Button>
        )}
      </div>
      <div className="edit-cols">
        <div>
          <h3>{t(employer.phone === null ? 'desk.matches.phone' : 'desk.matches.newPhone')}</h3>
          <Writing label={t('desk.matches.phone')} value={phone} onChange={setPhone} longest={12} digits />
          {phoneBad && <p className="mute">{t('desk.matches.phoneBad')}</p>}
        </div>
        <div>
          <h3>{t('desk.matches.notes')}</h3>
          <Writing label={t('desk.matches.notes')} value={notes} onChange={setNotes} longest={500} hint={t('desk.matches.notesHint')} />
        </div>
      </div>
      {changed && (
        <Button className="key main" isDisabled={save.isPending || phoneBad} onPress={() => save.mutate()}>
          <Icon name="check" />
          {t('desk.matches.save')}
        </Button>
      )}
      {asking && (
        <SanctionSheet
          employer={employer}
          leave={() => setAsking(false)}
          give={(given) => {
            setAsking(false);
            sanction.mutate(given);
          }}
        />
      )}
    </>
  );
}

const spans = [7, 30, 90, 365] as const;

interface SanctionSheetProps {
  readonly employer: EmployerView;
  leave(): void;
  give(sanction: { reason: SanctionReason; until: ReturnType<typeof workDayOf> }): void;
}

function SanctionSheet({ employer, leave, give }: SanctionSheetProps) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const [reason, setReason] = useState<SanctionReason | null>(null);
  const [days, setDays] = useState<number>(30);
  return (
    <ModalOverlay className="veil desk" isOpen onOpenChange={leave} isDismissable>
      <Modal>
        <Dialog className="sheet match-sheet" aria-label={t('desk.matches.sanction')}>
          <h2>{t('desk.matches.sanctionAsk', { name: employer.name })}</h2>
          <p className="mute">{t('desk.matches.sanctionMeans', { count: employer.openPostings })}</p>
          <div className="choices" role="group" aria-label={t('desk.matches.why')}>
            {sanctionReasons.map((one) => (
              <Button key={one} className={one === reason ? 'key on' : 'key'} aria-pressed={one === reason} onPress={() => setReason(one)}>
                {one === reason && <Icon name="check" />}
                {t(`desk.matches.sanctionReasons.${one}`)}
              </Button>
            ))}
          </div>
          <h3>{t('desk.matches.howLong')}</h3>
          <div className="choices" role="group" aria-label={t('desk.matches.howLong')}>
            {spans.map((one) => (
              <Button key={one} className={one === days ? 'key on' : 'key'} aria-pressed={one === days} onPress={() => setDays(one)}>
                {one === days && <Icon name="check" />}
                {t('desk.matches.days', { count: one })}
              </Button>
            ))}
          </div>
          <div className="sheet-keys">
            <Button
              className="key main"
              isDisabled={reason === null || nowMs === null}
              onPress={() => reason !== null && nowMs !== null && give({ reason, until: addDays(workDayOf(nowMs), days) })}
            >
              <Icon name="hand-palm" />
              {t('desk.matches.sanction')}
            </Button>
            <Button className="key line" onPress={leave}>
              {t('common.back')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
