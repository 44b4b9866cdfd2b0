/** Postings onto a drive, or as a download where the desk stands in a browser elsewhere. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type ExportFormat, type ExportScope, exportFormats, exportScopes } from '../../../../shared/api/desk/postings.ts';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { elsewhere } from '../elsewhere.ts';
import { SaidLine } from './posting-words.tsx';
import { refusedText } from './refused.ts';
import { sizeText } from './size-text.ts';

const drivesEveryMs = 3000;

async function download(format: ExportFormat, scope: ExportScope): Promise<void> {
  const pieces: string[] = [];
  let name = '';
  for (let after: string | null = null, begun = false; !begun || after !== null; begun = true) {
    const piece: { name: string; text: string; next: string | null } = await api['export.piece']({ format, scope, after });
    pieces.push(piece.text);
    name = piece.name;
    after = piece.next;
  }
  const url = URL.createObjectURL(new Blob(pieces, { type: format === 'csv' ? 'text/csv' : 'application/ld+json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

export function ExportPage() {
  const { t } = useTranslation();
  const [scope, setScope] = useState<ExportScope>('open');
  const [format, setFormat] = useState<ExportFormat>('csv');
  const listed = useQuery({
    queryKey: ['desk', 'import.drives'],
    queryFn: () => api['import.drives']({}),
    refetchInterval: drivesEveryMs,
    gcTime: 0,
  });
  const save = useMutation({ mutationFn: (driveId: string) => api['export.postings']({ driveId, format, scope }) });
  const fetched = useMutation({ mutationFn: () => download(format, scope) });
  const error = save.error ?? fetched.error;
  return (
    <>
      {error && <SaidLine said={{ tone: 'bad', text: refusedText(t, error) }} />}
      {save.isPending && <p className="toast wait">{t('desk.postings.exportPage.saving')}</p>}
      {save.data && (
        <SaidLine said={{ tone: 'good', text: t('desk.postings.exportPage.done', { path: save.data.path, count: save.data.postings }) }} />
      )}
      <section className="box">
        <div className="posting-ways">
          {exportScopes.map((one) => (
            <Button key={one} className={one === scope ? 'key on' : 'key'} aria-pressed={one === scope} onPress={() => setScope(one)}>
              {one === scope && <Icon name="check" />}
              {t(`desk.postings.exportPage.scope.${one}`)}
            </Button>
          ))}
        </div>
        <div className="posting-ways">
          {exportFormats.map((one) => (
            <Button key={one} className={one === format ? 'key on' : 'key'} aria-pressed={one === format} onPress={() => setFormat(one)}>
              {one === format && <Icon name="check" />}
              <span>
                {t(`desk.postings.exportPage.format.${one}`)}
                <small>{t(`desk.postings.exportPage.formatSub.${one}`)}</small>
              </span>
            </Button>
          ))}
        </div>
      </section>
      <section className="box">
        {listed.data?.drives.length === 0 && <p className="toast wait">{t('desk.postings.importPage.noDrive')}</p>}
        {listed.data?.drives.map((drive) => (
          <Button key={drive.id} className="key main file" isDisabled={save.isPending} onPress={() => save.mutate(drive.id)}>
            <Icon name="check" />
            {t('desk.postings.exportPage.to', { name: drive.name })}
            <span className="nb">{t('desk.postings.exportPage.free', { size: sizeText(drive.freeBytes) })}</span>
          </Button>
        ))}
        {elsewhere && (
          <Button className="key" isDisabled={fetched.isPending} onPress={() => fetched.mutate()}>
            {t('desk.postings.exportPage.download')}
          </Button>
        )}
      </section>
    </>
  );
}
