/** A list comes in: the file, a look at what it would do, what is to be decided, and the import itself. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/ask.ts';
import { type ImportOutcome, importOutcome, importProgress, upload } from '../api/shapes.ts';
import { useWords } from '../messages.ts';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { Refusal } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { nothingSaid, optionsOf, type Said, sizeText } from './choices.ts';
import { ChooseFile } from './choose-file.tsx';
import { Looked } from './looked.tsx';
import { Written } from './written.tsx';

export function ImportScreen() {
  const say = useWords();
  const client = useQueryClient();
  const [said, setSaid] = useState<Said>(nothingSaid);
  /** What was said when the file was last looked at: what differs since makes another look due. */
  const [lookedAt, setLookedAt] = useState<Said | null>(null);
  const send = useMutation({
    mutationFn: (file: File) =>
      ask(upload, `POST /api/imports?name=${encodeURIComponent(file.name)}`, { file: { content: file, type: 'application/octet-stream' } }),
  });
  const path = `/api/imports/${send.data?.token}`;
  const look = useMutation({
    mutationFn: ({ options, token }: { options: Said; token: string }) =>
      ask(importOutcome, `POST /api/imports/${token}/check`, { body: optionsOf(options) }),
    onSuccess: (_, { options }) => setLookedAt(options),
  });
  const run = useMutation({
    mutationFn: () => ask(importOutcome, `POST ${path}/run`, { body: optionsOf(said) }),
    onSuccess: ({ written }) => written && client.invalidateQueries(),
  });
  const progress = useQuery({
    queryKey: ['import', path],
    queryFn: ({ signal }) => ask(importProgress, `GET ${path}`, { signal }),
    enabled: look.isPending || run.isPending,
    refetchInterval: 500,
    staleTime: 0,
  });
  const begin = (file: File, options: Said) => {
    setSaid(options);
    setLookedAt(null);
    look.reset();
    run.reset();
    send.mutate(file, { onSuccess: ({ token }) => look.mutate({ options, token }) });
  };
  const lookAgain = (options: Said) => {
    setSaid(options);
    run.reset();
    if (send.data) look.mutate({ options, token: send.data.token });
  };
  const reset = () => {
    setSaid({ ...nothingSaid, source: said.source });
    for (const one of [send, look, run]) one.reset();
  };
  const error = send.error ?? look.error ?? run.error;
  const busy = send.isPending || look.isPending || run.isPending;
  const written: ImportOutcome | null = run.data?.written ? run.data : null;
  const outcome = run.data ?? look.data ?? null;
  return (
    <Page title={say('ways.import')}>
      {error && <Refusal error={error} />}
      {written?.report ? (
        <Written report={written.report} onMore={reset} />
      ) : (
        <>
          {send.data ? (
            <p className="standing">
              <Icon name="file-csv" />
              <b>{send.data.name}</b>
              <span className="mute">{sizeText(send.data.size)}</span>
              <span className="mute">{say('import.from', { source: said.source })}</span>
              <Key small disabled={busy} onPress={reset}>
                {say('import.other')}
              </Key>
            </p>
          ) : (
            <ChooseFile said={said} onChosen={begin} busy={busy} />
          )}
          {busy && (
            <p className="waiting" role="status">
              <Icon name="circle-notch" />
              {say(send.isPending ? 'import.sending' : run.isPending ? 'import.running' : 'import.looking', {
                rows: progress.data?.rows ?? 0,
              })}
            </p>
          )}
          {send.data && outcome && (
            <Looked
              outcome={outcome}
              said={said}
              onSay={setSaid}
              onLook={lookAgain}
              onRun={() => run.mutate()}
              isDue={lookedAt !== null && JSON.stringify(lookedAt) !== JSON.stringify(said)}
              busy={busy}
            />
          )}
        </>
      )}
    </Page>
  );
}
