/** A new posting or notice for the stations; also one that stood before, once more. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { v7 } from 'uuid';
import { useLocation, useSearch } from 'wouter';
import { ask } from '../api/ask.ts';
import { useWords } from '../messages.ts';
import { Refusal, Waiting } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { NoticeForm } from './notice-form.tsx';
import { PostingForm } from './posting-form.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import { type CityItem, cityItem } from './shapes.ts';

/** To the list, which asks anew. */
export function useToList(): () => void {
  const [, go] = useLocation();
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ['telling'] });
    go('/telling');
  };
}

export function useItem(id: string | null) {
  return useQuery({
    queryKey: ['telling-one', id],
    queryFn: ({ signal }) => ask(cityItem, `GET /api/desk/telling/${id}`, { signal }),
    enabled: id !== null,
    // nothing changes under the hands of who is typing
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
}

export function NewPostingScreen() {
  const say = useWords();
  return <From title={say('telling.newPosting')}>{(item) => <NewPosting before={item?.kind === 'posting' ? item : null} />}</From>;
}

export function NewNoticeScreen() {
  const say = useWords();
  return <From title={say('telling.newNotice')}>{(item) => <NewNotice before={item?.kind === 'notice' ? item : null} />}</From>;
}

/** With the one that the address names, once it is there. */
function From({ title, children }: { readonly title: string; readonly children: (item: CityItem | null) => ReactNode }) {
  const say = useWords();
  const from = new URLSearchParams(useSearch()).get('from');
  const item = useItem(from);
  return (
    <Page title={title} back={{ to: '/telling', word: say('ways.telling') }}>
      {item.error && <Refusal error={item.error} />}
      {item.isLoading && <Waiting />}
      {!item.isLoading && !item.error && children(item.data ?? null)}
    </Page>
  );
}

type Of<K extends CityItem['kind']> = Extract<CityItem, { kind: K }>;

function NewPosting({ before }: { readonly before: Of<'posting'> | null }) {
  const say = useWords();
  const toList = useToList();
  /** The same posting however often the key is pressed. */
  const [id] = useState(() => v7());
  const [scope, setScope] = useState<readonly string[]>(before?.scope ?? []);
  return (
    <PostingForm
      before={before && { ...before.content, verifiedAtMs: null }}
      act={say('telling.send')}
      asksVerified
      send={(written) => ask(cityItem, 'POST /api/desk/telling/postings', { body: { id, scope, ...written } })}
      onSent={toList}
    >
      <ScopeChoice scope={scope} onChange={setScope} />
    </PostingForm>
  );
}

function NewNotice({ before }: { readonly before: Of<'notice'> | null }) {
  const say = useWords();
  const toList = useToList();
  const [id] = useState(() => v7());
  const [scope, setScope] = useState<readonly string[]>(before?.scope ?? []);
  return (
    <NoticeForm
      before={before?.content ?? null}
      act={say('telling.send')}
      send={(content) => ask(cityItem, 'POST /api/desk/telling/notices', { body: { id, scope, content } })}
      onSent={toList}
    >
      <ScopeChoice scope={scope} onChange={setScope} />
    </NoticeForm>
  );
}
