/** One station's own postings; an edit goes to that station, which takes each field that it has not changed itself since. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { PostingContent } from '../../../shared/domain/posting.ts';
import { editOf } from '../../../shared/domain/posting-merge.ts';
import { ask } from '../api/ask.ts';
import { useWords } from '../messages.ts';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { Note, Refusal, Waiting } from '../parts/notice.tsx';
import { Box, Page } from '../parts/page.tsx';
import { PostingForm } from './posting-form.tsx';
import { type StationPosting, stationPostings, toldFields } from './shapes.ts';
import { postingFacts } from './told-words.ts';

export function StationPostingsScreen({ number }: { readonly number: number }) {
  const say = useWords();
  const client = useQueryClient();
  const [editing, setEditing] = useState<StationPosting | null>(null);
  const [sent, setSent] = useState<string | null>(null);
  const key = ['telling-station', number];
  const list = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => ask(stationPostings, `GET /api/desk/stations/${number}/postings`, { signal }),
  });
  const title = list.data ? say('station.titleOf', { number, name: list.data.name }) : say('station.title', { number });
  if (editing) {
    return (
      <Page title={say('telling.editOf', { title: editing.content.title })}>
        <div className="acts">
          <Key onPress={() => setEditing(null)}>
            <Icon name="arrow-left" />
            {title}
          </Key>
        </div>
        <Edit
          number={number}
          posting={editing}
          onSent={() => {
            setSent(editing.content.title);
            setEditing(null);
            void client.invalidateQueries({ queryKey: key });
          }}
        />
      </Page>
    );
  }
  return (
    <Page title={title} back={{ to: '/telling', word: say('ways.telling') }}>
      <p className="mute">
        {say('telling.stationWhy')} <Link href={`/stations/${number}`}>{say('telling.aboutStation')}</Link>
      </p>
      {sent !== null && <Note kind="good">{say('telling.editSent', { title: sent })}</Note>}
      {list.error && <Refusal error={list.error} />}
      {list.isPending && <Waiting />}
      {list.data && (
        <section className="box rows">
          {list.data.postings.length === 0 && <p className="nothing">{say('telling.noneAtStation')}</p>}
          <ul>
            {list.data.postings.map((posting) => (
              <Own key={posting.id} posting={posting} onEdit={() => setEditing(posting)} />
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function Own({ posting: { content, state, waiting }, onEdit }: { readonly posting: StationPosting; readonly onEdit: () => void }) {
  const say = useWords();
  const fields = Object.keys(waiting).map((field) => say(`posting.${field}` as 'posting.title'));
  return (
    <li className="it told">
      <span className="what">
        <b>{content.title}</b>
        <span>{postingFacts(say, content, Date.now())}</span>
        {state === 'paused' && <span>{say('telling.paused')}</span>}
        {fields.length > 0 && <span className="state soon">{say('telling.waiting', { fields: fields.join(say('comma')) })}</span>}
      </span>
      <span className="acts">
        <Key small label={say('telling.editOf', { title: content.title })} onPress={onEdit}>
          <Icon name="pencil-simple" />
          {say('telling.edit')}
        </Key>
      </span>
    </li>
  );
}

interface EditProps {
  readonly number: number;
  readonly posting: StationPosting;
  readonly onSent: () => void;
}

function Edit({ number, posting: { id, revision, content, waiting }, onSent }: EditProps) {
  const say = useWords();
  const before = { ...content, ...waiting } as PostingContent;
  return (
    <PostingForm
      before={before}
      act={say('telling.sendToStation')}
      asksVerified={false}
      send={({ content: after, confirmed }) =>
        ask(toldFields, `POST /api/desk/stations/${number}/postings/${id}/edits`, {
          body: { base: revision, fields: editOf(before, after), confirmed },
        })
      }
      onSent={onSent}
    >
      <Box title={say('telling.stationSees')} icon="question">
        <p>{say('telling.stationTakes')}</p>
        <p className="hint">{say('telling.stationConflict')}</p>
      </Box>
    </PostingForm>
  );
}
