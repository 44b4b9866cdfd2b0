/** Writing a posting: the form, what is in its way, and sending it. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { longestValidityMs, type PostingContent } from '../../../shared/domain/posting.ts';
import { isBlocked, lintPosting } from '../../../shared/domain/posting-lint.ts';
import { useWords } from '../messages.ts';
import { Tick } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { Note, Refusal } from '../parts/notice.tsx';
import { Box } from '../parts/page.tsx';
import { Findings, findingsIn } from './findings.tsx';
import { draftOf, emptyPosting, postingOf } from './posting-draft.ts';
import { PostingFields } from './posting-fields.tsx';

export interface WrittenPosting {
  readonly content: PostingContent;
  readonly verified: boolean;
  readonly confirmed: readonly string[];
}

interface Props {
  /** What the form begins with. */
  readonly before: PostingContent | null;
  /** For whom it is. */
  readonly children: ReactNode;
  readonly act: string;
  /** Whether somebody has made sure is said here; of a station's own posting only the station knows. */
  readonly asksVerified: boolean;
  readonly send: (written: WrittenPosting) => Promise<unknown>;
  readonly onSent: () => void;
}

export function PostingForm({ before, children, act, asksVerified, send, onSent }: Props) {
  const say = useWords();
  const [draft, setDraft] = useState(() => (before ? draftOf(before) : emptyPosting));
  const [tried, setTried] = useState(false);
  const [verified, setVerified] = useState(false);
  /** The doubts that were asked about: a new one is asked about anew. */
  const [askedAbout, setAskedAbout] = useState('');
  const sending = useMutation({ mutationFn: send, onSuccess: onSent });
  const { content, faults } = postingOf(draft, before);
  const nowMs = Date.now();
  const known = { nowMs, payFloorFenPerHour: null, usualDayFen: null, isDuplicate: false, sanctionUntil: null };
  const local = content ? lintPosting(content, known) : [];
  const told = findingsIn(sending.error).filter(({ rule }) => rule === 'duplicate');
  const found = [...local, ...told];
  const isTooLong = content?.validThroughMs != null && content.validThroughMs > nowMs + longestValidityMs;
  const shownFaults = isTooLong ? { ...faults, validThroughMs: 'telling.tooLong' as const } : faults;
  const isFaulty = Object.keys(shownFaults).length > 0;
  const doubts = found.map(({ rule }) => rule).join();
  const asked = doubts !== '' && askedAbout === doubts;
  const isDoubtful = !isBlocked(local) && found.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (content === null || isFaulty || isBlocked(local) || (isDoubtful && !asked)) return;
    sending.mutate({ content, verified, confirmed: asked ? found.map(({ rule }) => rule) : [] });
  };
  return (
    <form className="cols" onSubmit={submit} noValidate>
      <div className="c1">
        <PostingFields draft={draft} onChange={setDraft} faults={tried || isTooLong ? shownFaults : {}} />
      </div>
      <div className="c2 telling-side">
        {children}
        <Box title={say('telling.check')} icon="check-circle">
          <Findings found={found} />
          {!isFaulty && found.length === 0 && <Note kind="good">{say('telling.allWell')}</Note>}
          {isFaulty && (
            <p className={tried ? 'hint fault' : 'mute'}>{say('telling.toFill', { fields: wordsOf(Object.keys(shownFaults)) })}</p>
          )}
          {isDoubtful && <Tick label={say('telling.asked')} value={asked} onChange={(on) => setAskedAbout(on ? doubts : '')} />}
          {asksVerified && <Tick label={say('telling.verified')} value={verified} onChange={setVerified} />}
          {sending.error && <Refusal error={sending.error} />}
          <div className="acts">
            <Key main type="submit" busy={sending.isPending} disabled={isBlocked(local)}>
              <Icon name="megaphone" />
              {act}
            </Key>
          </div>
        </Box>
      </div>
    </form>
  );

  function wordsOf(fields: readonly string[]): string {
    return fields.map((field) => say(`posting.${field}` as 'posting.title')).join(say('comma'));
  }
}
