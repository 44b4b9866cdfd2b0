/** What passers-by said, to be decided: true, which changes the station, or not. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { workDayOf } from '../../../shared/domain/work-day.ts';
import { ask } from '../api/ask.ts';
import { decided, type ReportCase } from '../api/shapes.ts';
import { useWords } from '../messages.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { Note, Refusal, Waiting } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { momentText } from '../parts/times.ts';
import { useMay } from '../session/session.tsx';
import { useAmenityWord } from '../station/amenities-field.tsx';
import { useCases } from './cases.ts';

interface Decided {
  readonly case: ReportCase;
  readonly decision: 'accepted' | 'dismissed';
}

export function ReportsScreen() {
  const say = useWords();
  const cases = useCases();
  const [last, setLast] = useState<Decided | null>(null);
  return (
    <Page title={say('ways.reports')}>
      <p className="mute">{say('reports.why')}</p>
      {last && (
        <Note kind="good">
          <p>
            {say(`reports.${last.decision}`, { name: last.case.name })}
            {last.decision === 'accepted' && last.case.kind === 'moved' && (
              <>
                {' '}
                <Link href={`/stations/${last.case.number}`}>{say('reports.editPlace')}</Link>
              </>
            )}
          </p>
        </Note>
      )}
      {cases.error && <Refusal error={cases.error} />}
      {cases.isPending && <Waiting />}
      {cases.data && (
        <section className="box rows">
          {cases.data.cases.length === 0 && <p className="nothing">{say('reports.none')}</p>}
          <ul>
            {cases.data.cases.map((one) => (
              <Case key={`${one.number} ${one.kind} ${one.amenity}`} about={one} onDecided={setLast} />
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function Case({ about, onDecided }: { readonly about: ReportCase; readonly onDecided: (decided: Decided) => void }) {
  const say = useWords();
  const wordOf = useAmenityWord();
  const client = useQueryClient();
  const mayEdit = useMay('edit');
  const [accepting, setAccepting] = useState(false);
  const { number, name, kind, amenity, parties, firstMs, lastMs, shown } = about;
  const now = Date.now();
  const decide = useMutation({
    mutationFn: ({ decision, closure }: { decision: Decided['decision']; closure?: object }) =>
      ask(decided, `POST /api/stations/${number}/decision`, { body: { kind, amenity, decision, ...(closure && { closure }) } }),
    onSuccess: (_, { decision }) => {
      setAccepting(false);
      onDecided({ case: about, decision });
      void client.invalidateQueries();
    },
  });
  const what = kind === 'broken' && amenity ? say('reports.brokenWhat', { what: wordOf(amenity) }) : say(`reports.${kind}`);
  const [first, last] = [momentText(say, firstMs, now), momentText(say, lastMs, now)];
  return (
    <li className="it case">
      <span className="no">{number}</span>
      <span className="what">
        <Link href={`/stations/${number}`}>{name}</Link>
        <b className="said">{what}</b>
        <span>
          {say('reports.by', { count: parties })}
          {'　'}
          {first === last ? first : say('reports.between', { first, last })}
        </span>
        {shown && <span className="state doubt">{say('reports.shown')}</span>}
        {decide.error && !accepting && <Refusal error={decide.error} />}
      </span>
      {mayEdit && (
        <span className="acts">
          <Key label={say('reports.acceptOf', { name, what })} onPress={() => setAccepting(true)}>
            <Icon name="check" />
            {say('reports.accept')}
          </Key>
          <Key
            label={say('reports.dismissOf', { name, what })}
            busy={decide.isPending}
            onPress={() => decide.mutate({ decision: 'dismissed' })}
          >
            {say('reports.dismiss')}
          </Key>
        </span>
      )}
      {accepting && (
        <Accept
          about={about}
          what={what}
          error={decide.error}
          busy={decide.isPending}
          onAccept={(closure) => decide.mutate({ decision: 'accepted', ...(closure && { closure }) })}
          onLeave={() => setAccepting(false)}
        />
      )}
    </li>
  );
}

interface AcceptProps {
  readonly about: ReportCase;
  readonly what: string;
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onAccept: (closure?: object) => void;
  readonly onLeave: () => void;
}

/** Says what will happen; of a locked door also asks until when. */
function Accept({ about: { kind, amenity, name }, what, error, busy, onAccept, onLeave }: AcceptProps) {
  const say = useWords();
  const today = workDayOf(Date.now());
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const reversed = to !== '' && to < today;
  const accept = () =>
    onAccept(kind === 'locked' ? { from: today, to: to || null, reason: reason || say('reports.lockedReason') } : undefined);
  const means = kind === 'broken' && amenity === null ? say('reports.means.brokenSome') : say(`reports.means.${kind}`);
  return (
    <Dialog
      title={`${name}：${what}`}
      act={say('reports.accept')}
      grave={kind === 'never-existed'}
      busy={busy}
      disabled={reversed}
      onAct={accept}
      onLeave={onLeave}
    >
      {error && <Refusal error={error} />}
      <p>{means}</p>
      {kind === 'locked' && (
        <>
          <Field
            label={say('closures.to')}
            hint={say('closures.toHint')}
            fault={reversed ? say('closures.reversed') : null}
            type="date"
            value={to}
            onChange={setTo}
            longest={10}
          />
          <Field label={say('closures.reason')} hint={say('closures.reasonHint')} value={reason} onChange={setReason} longest={60} />
        </>
      )}
    </Dialog>
  );
}
