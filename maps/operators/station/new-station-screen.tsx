/** A station that no list has: put in by hand. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { readHours } from '../../../shared/domain/hours/read-hours.ts';
import { ask } from '../api/ask.ts';
import { numbered } from '../api/shapes.ts';
import { useWords } from '../messages.ts';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { Note, Refusal } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { bodyOf, emptyDraft, faultsOf } from './draft.ts';
import { StationFields } from './station-fields.tsx';

/** Who lists what is put in by hand. */
const byHand = '操作员手工录入';

/** Also over plain http in an office, where `randomUUID` is missing. */
const freshId = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export function NewStationScreen() {
  const say = useWords();
  const [, go] = useLocation();
  const client = useQueryClient();
  const [draft, setDraft] = useState(emptyDraft);
  const [tried, setTried] = useState(false);
  /** The same station however often the key is pressed. */
  const [id] = useState(freshId);
  const faults = faultsOf(draft);
  const add = useMutation({
    mutationFn: () => {
      const { hoursText, ...body } = bodyOf(draft);
      const text = String(hoursText);
      const station = { ...body, hours: { text, schedule: readHours(text) }, source: { name: byHand, id }, closures: [], photos: [] };
      return ask(numbered, 'POST /api/stations', { body: station });
    },
    onSuccess: ({ number }) => {
      void client.invalidateQueries();
      go(`/stations/${number}`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length === 0) add.mutate();
  };
  return (
    <Page title={say('stations.add')} back={{ to: '/stations', word: say('ways.stations') }}>
      <form className="c1 single" onSubmit={submit} noValidate>
        <StationFields draft={draft} onChange={setDraft} faults={tried ? faults : {}} kept={null} disabled={false} />
        <div className="savebar">
          {tried && Object.keys(faults).length > 0 && <Note kind="bad">{say('station.faulty')}</Note>}
          {add.error && <Refusal error={add.error} />}
          <div className="acts">
            <Key main type="submit" busy={add.isPending}>
              <Icon name="floppy-disk" />
              {say('station.create')}
            </Key>
          </div>
        </div>
      </form>
    </Page>
  );
}
