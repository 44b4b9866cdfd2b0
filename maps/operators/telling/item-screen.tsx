/** One posting or notice that is told: changed here, and every station follows. */
import { ask } from '../api/ask.ts';
import { useWords } from '../messages.ts';
import { Refusal, Waiting } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { useItem, useToList } from './new-item-screens.tsx';
import { NoticeForm } from './notice-form.tsx';
import { PostingForm } from './posting-form.tsx';
import { ScopeShown } from './scope-choice.tsx';
import { type CityItem, cityItem } from './shapes.ts';

export function ItemScreen({ id }: { readonly id: string }) {
  const say = useWords();
  const item = useItem(id);
  return (
    <Page
      title={item.data ? say('telling.editOf', { title: item.data.content.title }) : say('telling.edit')}
      back={{ to: '/telling', word: say('ways.telling') }}
    >
      {item.error && <Refusal error={item.error} />}
      {item.isPending && <Waiting />}
      {item.data && <Edit key={item.data.revision} item={item.data} />}
    </Page>
  );
}

function Edit({ item }: { readonly item: CityItem }) {
  const say = useWords();
  const toList = useToList();
  const { id, revision, scope } = item;
  const put = (what: string, body: object) => ask(cityItem, `PUT /api/desk/telling/${what}/${id}`, { body: { revision, ...body } });
  if (item.kind === 'notice') {
    return (
      <NoticeForm before={item.content} act={say('telling.sendEdit')} send={(content) => put('notices', { content })} onSent={toList}>
        <ScopeShown scope={scope} />
      </NoticeForm>
    );
  }
  return (
    <PostingForm
      before={item.content}
      act={say('telling.sendEdit')}
      asksVerified
      send={(written) => put('postings', written)}
      onSent={toList}
    >
      <ScopeShown scope={scope} />
    </PostingForm>
  );
}
