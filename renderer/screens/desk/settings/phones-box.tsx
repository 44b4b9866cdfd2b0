/** Names and phones onto a drive, or into the browser that the desk stands in. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import type { Said } from '../desk-printing.ts';
import { elsewhere } from '../elsewhere.ts';
import { refusedIn } from '../refused-in.ts';
import { DriveKeys } from './drive-keys.tsx';
import { SaidLine } from './said-line.tsx';

async function download(): Promise<void> {
  const pieces: string[] = [];
  let name = '';
  let after: string | null = null;
  do {
    const piece: Awaited<ReturnType<(typeof api)['phones.piece']>> = await api['phones.piece']({ after });
    pieces.push(piece.text);
    ({ name } = piece);
    after = piece.next;
  } while (after !== null);
  const url = URL.createObjectURL(new Blob(pieces, { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

export function PhonesBox() {
  const { t } = useTranslation();
  const [said, setSaid] = useState<Said | null>(null);
  const failed = (error: Error) => setSaid({ tone: 'bad', text: refusedIn(t, 'settings', error) });
  const save = useMutation({
    mutationFn: (driveId: string) => api['phones.export']({ driveId }),
    onSuccess: ({ workers, path }) => setSaid({ tone: '', text: t('desk.settings.care.phonesDone', { count: workers, path }) }),
    onError: failed,
  });
  const fetched = useMutation({ mutationFn: download, onError: failed });
  return (
    <section className="box">
      <h2>
        <Icon name="phone-call" />
        {t('desk.settings.care.phones')}
      </h2>
      <p className="mute">{t('desk.settings.care.phonesSub')}</p>
      <SaidLine said={said} />
      <DriveKeys
        word={(name) => t('desk.settings.care.phonesTo', { name })}
        isDisabled={save.isPending}
        choose={(driveId) => save.mutate(driveId)}
      />
      {elsewhere && (
        <Button className="key" isDisabled={fetched.isPending} onPress={() => fetched.mutate()}>
          {t('desk.settings.care.download')}
        </Button>
      )}
    </section>
  );
}
