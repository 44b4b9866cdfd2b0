/** Import from a drive: choose a file, see what it would do, then let it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ImportFinding, ImportLook } from '../../../../shared/api/desk/postings.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { momentText } from '../../../format.ts';
import { Finding, SaidLine } from './posting-words.tsx';
import { refusedText, sentenceOf } from './refused.ts';
import { sizeText } from './size-text.ts';

const pollMs = 500;
const drivesEveryMs = 3000;

export function ImportPage({ review }: { review(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  /** What an earlier visit to this page left is not this one's. */
  const [begun, setBegun] = useState(false);
  const progress = useQuery({
    queryKey: ['desk', 'import.progress'],
    queryFn: () => api['import.progress']({}),
    refetchInterval: pollMs,
    gcTime: 0,
  });
  const reread = () => queries.invalidateQueries({ queryKey: ['desk', 'import.progress'] });
  const look = useMutation({
    mutationFn: (file: { driveId: string; path: string }) => api['import.look'](file),
    onSuccess: () => setBegun(true),
    onSettled: reread,
  });
  const run = useMutation({
    mutationFn: (input: { digest: string; publish: 'published' | 'pending'; goodRowsOnly: boolean }) => api['import.run'](input),
    onSettled: reread,
  });
  const state = progress.data;
  const busy = state?.state === 'looking' || state?.state === 'running';
  const again = () => {
    setBegun(false);
    look.reset();
    run.reset();
  };
  const error = look.error ?? run.error;
  return (
    <>
      {error && <SaidLine said={{ tone: 'bad', text: refusedText(t, error) }} />}
      {begun && state?.state === 'failed' && <SaidLine said={{ tone: 'bad', text: sentenceOf(t, state.code, state.details) }} />}
      {busy && state && (
        <section className="box" role="status">
          <h2>{t(state.state === 'looking' ? 'desk.postings.importPage.checking' : 'desk.postings.importPage.running')}</h2>
          <progress max={Math.max(1, state.all)} value={state.done} aria-label={t('desk.postings.importPage.checking')} />
          <p className="num">{t('desk.postings.importPage.progress', { done: state.done, all: state.all })}</p>
        </section>
      )}
      {begun && state?.state === 'looked' && <Looked look={state.look} busy={run.isPending} run={run.mutate} />}
      {begun && state?.state === 'done' && (
        <section className="box">
          <SaidLine
            said={{
              tone: 'good',
              text: t('desk.postings.importPage.done', { ...state, closed: state.closedUntouched }),
            }}
          />
          {state.held > 0 && <p>{t('desk.postings.importPage.held', { count: state.held })}</p>}
          {state.skipped > 0 && <p>{t('desk.postings.importPage.skipped', { count: state.skipped })}</p>}
          <Button className="key" onPress={review}>
            <Icon name="list-bullets" />
            {t('desk.postings.importPage.toReview')}
          </Button>
        </section>
      )}
      {!busy && (!begun || state?.state === 'failed') && (
        <Files choose={(driveId, path) => look.mutate({ driveId, path })} busy={look.isPending} />
      )}
      {begun && !busy && (
        <div className="posting-ways">
          <Button className="key line" onPress={again}>
            {t('desk.postings.importPage.again')}
          </Button>
        </div>
      )}
    </>
  );
}

function Files({ choose, busy }: { choose(driveId: string, path: string): void; readonly busy: boolean }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const listed = useQuery({
    queryKey: ['desk', 'import.drives'],
    queryFn: () => api['import.drives']({}),
    refetchInterval: drivesEveryMs,
    gcTime: 0,
  });
  const drives = listed.data?.drives ?? [];
  if (listed.data && drives.length === 0) {
    return (
      <section className="box">
        <p className="toast wait">{t('desk.postings.importPage.noDrive')}</p>
      </section>
    );
  }
  return drives.map((drive) => (
    <section key={drive.id} className="box">
      <h2>{t('desk.postings.importPage.files', { name: drive.name })}</h2>
      {drive.files.length === 0 && <p className="mute">{t('desk.postings.importPage.noFiles')}</p>}
      <ul>
        {drive.files.map((file) => (
          <li key={file.path}>
            <Button className="key file" isDisabled={busy} onPress={() => choose(drive.id, file.path)}>
              <Icon name="clipboard-text" />
              <b>{file.path}</b>
              <span className="mute nb">
                {sizeText(file.sizeBytes)} {nowMs !== null && momentText(t, file.modifiedMs, nowMs)}
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  ));
}

interface LookedProps {
  readonly look: ImportLook;
  readonly busy: boolean;
  run(input: { digest: string; publish: 'published' | 'pending'; goodRowsOnly: boolean }): void;
}

function Looked({ look, busy, run }: LookedProps) {
  const { t } = useTranslation();
  const [publish, setPublish] = useState<'published' | 'pending'>('pending');
  const [goodRowsOnly, setGood] = useState(false);
  const page = 'desk.postings.importPage';
  return (
    <>
      <section className="box">
        <h2>
          <Icon name="check-circle" />
          {t(`${page}.checked`)}
        </h2>
        <p>{t(`${page}.counts`, { ...look, closed: look.closedUntouched })}</p>
        {look.notes.map((note) => (
          <p key={note} className="mute">
            {note}
          </p>
        ))}
      </section>
      {look.faultCount > 0 && (
        <section className="box">
          <h2>
            <Icon name="warning" />
            {t(`${page}.faults`, { count: look.faultCount, rows: look.faultyRows })}
          </h2>
          <ul className="faults">
            {look.faults.map((fault) => (
              <li key={`${fault.row} ${fault.column} ${fault.code}`}>
                <b className="nb num">{t(`${page}.row`, { row: fault.row })}</b>
                {fault.column !== null && <span className="chip">{fault.column}</span>}
                <span>{fault.message}</span>
              </li>
            ))}
          </ul>
          {look.faultCount > look.faults.length && (
            <p className="mute">{t(`${page}.faultsMore`, { count: look.faultCount - look.faults.length })}</p>
          )}
        </section>
      )}
      <Found title={t(`${page}.blocked`, { count: look.blockedCount })} rows={look.blocked} />
      <Found title={t(`${page}.doubtful`, { count: look.doubtfulCount })} rows={look.doubtful} />
      <div className="posting-ways">
        {(['pending', 'published'] as const).map((one) => (
          <Button key={one} className={one === publish ? 'key on' : 'key'} aria-pressed={one === publish} onPress={() => setPublish(one)}>
            {one === publish && <Icon name="check" />}
            {t(`${page}.${one === 'pending' ? 'pending' : 'publish'}`)}
          </Button>
        ))}
        {look.faultCount > 0 && (
          <Button className={goodRowsOnly ? 'key on' : 'key'} aria-pressed={goodRowsOnly} onPress={() => setGood(!goodRowsOnly)}>
            {goodRowsOnly && <Icon name="check" />}
            {t(`${page}.goodOnly`)}
          </Button>
        )}
        <Button
          className="key main"
          isDisabled={busy || (look.faultCount > 0 && !goodRowsOnly) || look.added + look.changed === 0}
          onPress={() => run({ digest: look.digest, publish, goodRowsOnly })}
        >
          {t(`${page}.run`, { count: look.added + look.changed })}
        </Button>
      </div>
    </>
  );
}

function Found({ title, rows }: { readonly title: string; readonly rows: readonly ImportFinding[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <section className="box">
      <h2>{title}</h2>
      <ul className="faults">
        {rows.map((row) => (
          <li key={row.row}>
            <b className="nb num">{t('desk.postings.importPage.row', { row: row.row })}</b>
            <span>{row.title}</span>
            {row.findings.map((finding) => (
              <Finding key={finding.rule + finding.field} finding={finding} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
