/** One station: everything that is kept of it, changed here. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { ask, Refused } from '../api/ask.ts';
import { type DeskStation, deskStation, numbered, storedStation } from '../api/shapes.ts';
import { useWords, wordFor } from '../messages.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { Key, LinkKey } from '../parts/key.tsx';
import { Note, Refusal, Waiting } from '../parts/notice.tsx';
import { Box, Page } from '../parts/page.tsx';
import { momentText } from '../parts/times.ts';
import { useMay } from '../session/session.tsx';
import { StateWords } from '../stations/state-words.tsx';
import { Closures } from './closures.tsx';
import { changesOf, type Draft, draftOf, faultsOf } from './draft.ts';
import { History } from './history.tsx';
import { LiveFigures } from './live-figures.tsx';
import { Photos } from './photos.tsx';
import { StationFields } from './station-fields.tsx';

export function StationScreen({ number }: { readonly number: number }) {
  const say = useWords();
  const mayEdit = useMay('edit');
  const stored = useQuery({
    queryKey: ['station', number],
    queryFn: ({ signal }) => ask(deskStation, `GET /api/desk/stations/${number}`, { signal }),
    // Nothing changes under the hands of who is typing; saving tells of what others did.
    refetchOnWindowFocus: false,
  });
  const back = { to: '/stations', word: say('ways.stations') };
  if (stored.data) return <Loaded stored={stored.data} reload={() => void stored.refetch()} mayEdit={mayEdit} />;
  const title = say('station.title', { number: Number.isInteger(number) ? number : '?' });
  return (
    <Page title={title} back={back}>
      {stored.isPending && <Waiting />}
      {stored.error && (
        <Refusal error={stored.error}>
          {stored.error instanceof Refused && stored.error.code === 'station_gone' && (
            <p>
              <Link href="/stations/gone">{say('gone.title')}</Link>
            </p>
          )}
        </Refusal>
      )}
    </Page>
  );
}

interface LoadedProps {
  readonly stored: DeskStation;
  readonly reload: () => void;
  readonly mayEdit: boolean;
}

function Loaded({ stored, reload, mayEdit }: LoadedProps) {
  const say = useWords();
  const client = useQueryClient();
  const { station, trust, waiting, state } = stored;
  /** What the form was opened with, and when that was written. */
  const [base, setBase] = useState({ draft: draftOf(station), seenMs: stored.updatedAtMs });
  const [draft, setDraft] = useState<Draft>(base.draft);
  const [tried, setTried] = useState(false);
  const faults = faultsOf(draft);
  const changes = changesOf(base.draft, draft);
  const isChanged = Object.keys(changes).length > 0;
  const save = useMutation({
    mutationFn: (seenMs: number) => ask(storedStation, `PATCH /api/stations/${station.number}`, { body: { ...changes, seenMs } }),
    onSuccess: ({ station: now, updatedAtMs }) => {
      setBase({ draft: draftOf(now), seenMs: updatedAtMs });
      setDraft(draftOf(now));
      setTried(false);
      void client.invalidateQueries();
    },
  });
  /** Closures and photos are saved by themselves: what is being typed in the form stays. */
  const changedBeside = () => {
    void client
      .fetchQuery({
        queryKey: ['station', station.number],
        queryFn: () => ask(deskStation, `GET /api/desk/stations/${station.number}`),
        staleTime: 0,
      })
      .then(
        (now) => setBase((before) => (sameForm(before.draft, draftOf(now.station)) ? { ...before, seenMs: now.updatedAtMs } : before)),
        () => reload(),
      );
    void client.invalidateQueries({ queryKey: ['stations'] });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isChanged && Object.keys(faults).length === 0) save.mutate(base.seenMs);
  };
  const isConflict = save.error instanceof Refused && save.error.code === 'changed_meanwhile';
  const acts = (
    <>
      {mayEdit && (
        <Link className="key" href={`/telling/stations/${station.number}`}>
          <Icon name="list-bullets" />
          {say('station.postings')}
        </Link>
      )}
      <LinkKey href={`/s/${station.number}`} newTab>
        <Icon name="map-trifold" />
        {say('station.onMap')}
      </LinkKey>
      <LinkKey href={`/s/${station.number}/sign`} newTab>
        <Icon name="printer" />
        {say('station.sign')}
      </LinkKey>
    </>
  );
  return (
    <Page
      title={say('station.titleOf', { number: station.number, name: station.name })}
      back={{ to: '/stations', word: say('ways.stations') }}
      acts={acts}
    >
      <p className="standing">
        <StateWords state={state} />
        {trust.doubt && <span className="state doubt">{say(`doubt.${trust.doubt}`)}</span>}
        {waiting > 0 && (
          <Link href="/reports" className="state doubt">
            {say('stations.waiting', { count: waiting })}
          </Link>
        )}
        <span className="mute">
          {trust.lastConfirmedMs === null
            ? say('station.neverConfirmed')
            : say('station.confirmed', { at: momentText(say, trust.lastConfirmedMs, Date.now()), count: trust.confirmedIn7Days })}
        </span>
        <span className="mute">{say('station.source', { name: station.source.name, id: station.source.id })}</span>
      </p>
      <div className="cols">
        <form className="c1" onSubmit={submit} noValidate>
          <StationFields draft={draft} onChange={setDraft} faults={tried ? faults : {}} kept={station.hours} disabled={!mayEdit} />
          {mayEdit && (
            <div className="savebar">
              {tried && Object.keys(faults).length > 0 && <Note kind="bad">{say('station.faulty')}</Note>}
              {save.isSuccess && !isChanged && <Note kind="good">{say('station.saved')}</Note>}
              {save.error && !isConflict && <Refusal error={save.error} />}
              {isConflict && (
                <Conflict
                  error={save.error as Refused}
                  base={base.draft}
                  number={station.number}
                  onTheirs={(now) => {
                    setBase({ draft: draftOf(now.station), seenMs: now.updatedAtMs });
                    setDraft(draftOf(now.station));
                    save.reset();
                    reload();
                  }}
                  onMine={(now) => save.mutate(now.updatedAtMs)}
                />
              )}
              <div className="acts">
                <Key main type="submit" busy={save.isPending} disabled={!isChanged}>
                  <Icon name="floppy-disk" />
                  {say('save')}
                </Key>
                {isChanged && <Key onPress={() => setDraft(base.draft)}>{say('station.back')}</Key>}
                {isChanged && <span className="mute">{say('station.unsaved')}</span>}
              </div>
            </div>
          )}
        </form>
        <div className="c2">
          <Closures stored={stored} onChanged={changedBeside} mayEdit={mayEdit} />
          <Photos stored={stored} onChanged={changedBeside} mayEdit={mayEdit} />
          <LiveFigures stored={stored} />
          <Box title={say('station.history')} icon="list-bullets">
            <History lines={stored.history} />
          </Box>
          {mayEdit && <Withdraw number={station.number} name={station.name} />}
        </div>
      </div>
    </Page>
  );
}

const sameForm = (a: Draft, b: Draft) => Object.keys(changesOf(a, b)).length === 0;

interface ConflictProps {
  readonly error: Refused;
  readonly base: Draft;
  readonly number: number;
  readonly onTheirs: (now: DeskStation) => void;
  readonly onMine: (now: DeskStation) => void;
}

/** Somebody else was quicker: what they changed, and whose word is to hold. Nothing is overwritten unseen. */
function Conflict({ error, base, number, onTheirs, onMine }: ConflictProps) {
  const say = useWords();
  const now = useQuery({
    queryKey: ['station', number, error.details['updatedAtMs']],
    queryFn: () => ask(deskStation, `GET /api/desk/stations/${number}`),
  });
  const theirs = now.data && Object.keys(changesOf(base, draftOf(now.data.station))).map((field) => wordFor('fieldWord', field) ?? field);
  return (
    <Refusal error={error}>
      {theirs && theirs.length > 0 && <p>{say('station.theirs', { fields: [...new Set(theirs)].join(say('comma')) })}</p>}
      {now.data && (
        <div className="acts">
          <Key onPress={() => onTheirs(now.data)}>{say('station.takeTheirs')}</Key>
          <Key onPress={() => onMine(now.data)}>{say('station.keepMine')}</Key>
        </div>
      )}
    </Refusal>
  );
}

function Withdraw({ number, name }: { readonly number: number; readonly name: string }) {
  const say = useWords();
  const [, go] = useLocation();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const withdraw = useMutation({
    mutationFn: () => ask(numbered, `DELETE /api/stations/${number}`),
    onSuccess: () => {
      void client.invalidateQueries();
      go('/stations/gone');
    },
  });
  return (
    <Box title={say('withdraw.title')} icon="trash">
      <p className="mute">{say('withdraw.why')}</p>
      <div className="acts">
        <Key grave onPress={() => setAsking(true)}>
          {say('withdraw.do')}
        </Key>
      </div>
      {asking && (
        <Dialog
          title={say('withdraw.ask', { name })}
          act={say('withdraw.do')}
          grave
          busy={withdraw.isPending}
          onAct={() => withdraw.mutate()}
          onLeave={() => setAsking(false)}
        >
          {withdraw.error && <Refusal error={withdraw.error} />}
          <p>{say('withdraw.means')}</p>
        </Dialog>
      )}
    </Box>
  );
}
