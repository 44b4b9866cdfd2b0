/** Rows or the workbook onto a drive, or as a download where the desk stands in a browser elsewhere. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ReportFile, RowPlace } from '../../../../shared/api/desk/reports.ts';
import { type ReportFigure, reportFigures } from '../../../../shared/domain/report.ts';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { elsewhere } from '../elsewhere.ts';
import { sizeText } from '../postings/size-text.ts';
import { refusedIn } from '../refused-in.ts';
import { numberText, rangeText, wordsOf } from './report-words.ts';
import type { Opened } from './rows-page.tsx';

const drivesEveryMs = 3000;
/** Figures that count the same rows are one choice. */
const choices = reportFigures.filter((figure) => figure !== 'demand');
const ofPersons: readonly ReportFigure[] = ['visits', 'postings'];

async function download(file: ReportFile): Promise<void> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let name = '';
  for (let after: RowPlace | null = null, begun = false; !begun || after !== null; begun = true) {
    const piece: Awaited<ReturnType<(typeof api)['report.piece']>> = await api['report.piece']({ file, after });
    pieces.push(Uint8Array.from(atob(piece.bytes), (character) => character.charCodeAt(0)));
    name = piece.name;
    after = piece.next;
  }
  const url = URL.createObjectURL(new Blob(pieces));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

interface TakeAlongProps {
  readonly kind: ReportFile['kind'];
  readonly opened: Opened;
  back(): void;
}

export function TakeAlong({ kind, opened, back }: TakeAlongProps) {
  const { t, i18n } = useTranslation();
  const { from, to } = opened;
  const [figure, setFigure] = useState<ReportFigure>(opened.figure === 'demand' ? 'postings' : opened.figure);
  const [whole, setWhole] = useState(false);
  const me = useQuery({ queryKey: ['desk', 'me'], queryFn: () => api['staff.me']({}) }).data;
  const listed = useQuery({
    queryKey: ['desk', 'import.drives'],
    queryFn: () => api['import.drives']({}),
    refetchInterval: drivesEveryMs,
    gcTime: 0,
  });
  const filter = figure === opened.figure ? opened.filter : {};
  const file: ReportFile = kind === 'xlsx' ? { kind, from, to } : { kind, figure, filter, whole, from, to };
  const save = useMutation({ mutationFn: (driveId: string) => api['report.export']({ driveId, file }) });
  const fetched = useMutation({ mutationFn: () => download(file) });
  const error = save.error ?? fetched.error;
  const busy = save.isPending || fetched.isPending;
  return (
    <>
      <section className="report-head">
        <h2>
          {t(`desk.reports.take.${kind}`)} · {rangeText(t, opened)}
        </h2>
        <div className="report-keys end">
          <Button className="key line" onPress={back}>
            <Icon name="arrow-left" />
            {t('desk.reports.back')}
          </Button>
        </div>
        <p className="mute">{t(`desk.reports.takeSub.${kind}`)}</p>
      </section>
      {error && (
        <p className="toast bad" role="alert">
          <Icon name="warning" />
          {refusedIn(t, 'reports', error)}
        </p>
      )}
      {busy && (
        <p className="toast wait" role="status">
          {t('desk.reports.saving')}
        </p>
      )}
      {save.data && (
        <p className="toast" role="status">
          <Icon name="check-circle" />
          {t(kind === 'csv' ? 'desk.reports.saved' : 'desk.reports.savedBook', { path: save.data.path, count: numberText(save.data.rows) })}
        </p>
      )}
      {kind === 'csv' && (
        <section className="box">
          <h2>{t('desk.reports.which')}</h2>
          <div className="report-keys">
            {choices.map((one) => (
              <Button key={one} className={one === figure ? 'key on' : 'key'} aria-pressed={one === figure} onPress={() => setFigure(one)}>
                {one === figure && <Icon name="check" />}
                {wordsOf(one, i18n.language).name}
              </Button>
            ))}
          </div>
          {me?.phones && !ofPersons.includes(figure) && (
            <div className="report-keys">
              <Button className={whole ? 'key on' : 'key'} aria-pressed={whole} onPress={() => setWhole(!whole)}>
                {whole && <Icon name="check" />}
                {t('desk.reports.whole')}
              </Button>
              <span className="mute">{t('desk.reports.wholeSub')}</span>
            </div>
          )}
        </section>
      )}
      <section className="box">
        <h2>{t('desk.reports.where')}</h2>
        {listed.data?.drives.length === 0 && <p className="toast wait">{t('desk.reports.noDrive')}</p>}
        {listed.data?.drives.map((drive) => (
          <Button key={drive.id} className="key main" isDisabled={busy} onPress={() => save.mutate(drive.id)}>
            <Icon name="usb" />
            {t('desk.reports.toDrive', { name: drive.name })}
            <span className="nb">{t('desk.reports.free', { size: sizeText(drive.freeBytes) })}</span>
          </Button>
        ))}
        {elsewhere && (
          <Button className="key" isDisabled={busy} onPress={() => fetched.mutate()}>
            <Icon name="export" />
            {t('desk.reports.download')}
          </Button>
        )}
      </section>
    </>
  );
}
