/** Yesterday's work, to be sent again today: all of it, or what is chosen. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { CopyOutcome } from '../../../../shared/api/desk/postings.ts';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { PostingFacts, PostingTitle, SaidLine } from './posting-words.tsx';
import { refusedText } from './refused.ts';

export function Yesterday() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const listed = useQuery({ queryKey: ['desk', 'yesterday'], queryFn: () => api['posting.yesterday']({}), gcTime: 0 });
  const copy = useMutation({
    mutationFn: (input: { ids: readonly string[]; publish: boolean }) => api['posting.copy-yesterday'](input),
    onSettled: () => queries.invalidateQueries({ queryKey: ['desk'] }),
  });
  if (!listed.data) return <Waiting error={listed.isError} retry={() => void listed.refetch()} />;
  const { postings } = listed.data;
  const chosen = postings.filter((posting) => posting.copied === null && !left.has(posting.id)).map((posting) => posting.id);
  const done = (copies: readonly CopyOutcome[]) => {
    const again = copies.filter((one) => one.why === 'again').length;
    const published = copies.filter((one) => one.state === 'published' && one.why !== 'again').length;
    return t('desk.postings.yesterdayPage.done', { published, again, pending: copies.length - published - again });
  };
  return (
    <>
      <p className="mute">{t('desk.postings.yesterdayPage.sub')}</p>
      {copy.data && <SaidLine said={{ tone: 'good', text: done(copy.data.copies) }} />}
      {copy.error && <SaidLine said={{ tone: 'bad', text: refusedText(t, copy.error) }} />}
      <section className="box">
        {postings.length === 0 && <p className="mute">{t('desk.postings.yesterdayPage.none')}</p>}
        <ul>
          {postings.map((posting) => {
            const on = !left.has(posting.id);
            const flip = () => {
              const next = new Set(left);
              if (on) next.add(posting.id);
              else next.delete(posting.id);
              setLeft(next);
            };
            return (
              <li key={posting.id} className="posting-line">
                <span className="posting-open">
                  <PostingTitle posting={posting} />
                  <PostingFacts posting={posting} />
                </span>
                <span className="posting-acts">
                  {posting.copied === null ? (
                    <Button className={on ? 'key on' : 'key'} aria-pressed={on} onPress={flip}>
                      {on && <Icon name="check" />}
                      {t(`desk.postings.yesterdayPage.${on ? 'chosen' : 'choose'}`)}
                    </Button>
                  ) : (
                    <span className="chip go">{t('desk.postings.yesterdayPage.copied')}</span>
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      </section>
      <div className="posting-ways">
        <Button
          className="key main"
          isDisabled={chosen.length === 0 || copy.isPending}
          onPress={() => copy.mutate({ ids: chosen, publish: true })}
        >
          <Icon name="check" />
          {t('desk.postings.yesterdayPage.publish', { count: chosen.length })}
        </Button>
        <Button
          className="key"
          isDisabled={chosen.length === 0 || copy.isPending}
          onPress={() => copy.mutate({ ids: chosen, publish: false })}
        >
          {t('desk.postings.yesterdayPage.pending')}
        </Button>
      </div>
    </>
  );
}
