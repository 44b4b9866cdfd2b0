/** The station's own settings: written all at once, against what was read. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { SettingsView } from '../../../../shared/api/desk/care.ts';
import { AppError } from '../../../../shared/api/errors.ts';
import type { StationSettings } from '../../../../shared/domain/station.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { Writing } from '../../../components/writing.tsx';
import { momentText } from '../../../format.ts';
import { type Said, useDeskPrinting } from '../desk-printing.ts';
import { Choices, Field, Stepper } from '../postings/editor-fields.tsx';
import { refusedIn } from '../refused-in.ts';
import { SaidLine } from './said-line.tsx';
import { ServicesField } from './services-field.tsx';
import { drawTestSlip } from './test-slip.ts';
import { useMe } from './use-me.ts';

export function StationPage() {
  const [round, setRound] = useState(0);
  const read = useQuery({
    queryKey: ['desk', 'settings', round],
    queryFn: () => api['settings.get']({}),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!read.data) return <Waiting error={read.isError} retry={() => void read.refetch()} />;
  return <SettingsForm key={round} view={read.data} again={() => setRound(round + 1)} />;
}

type TextField = 'name' | 'tagline' | 'city' | 'address' | 'phone' | 'hoursText';
const longest: Readonly<Record<TextField, number>> = { name: 20, tagline: 24, city: 12, address: 60, phone: 20, hoursText: 40 };

function SettingsForm({ view, again }: { readonly view: SettingsView; again(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const manager = useMe().data?.manager ?? false;
  const [revision, setRevision] = useState(view.revision);
  const [draft, setDraft] = useState<StationSettings>(view.settings);
  const [printer, setPrinter] = useState(view.printer ?? '');
  const [said, setSaid] = useState<Said | null>(null);
  const [changed, setChanged] = useState(false);
  const set = (part: Partial<StationSettings>) => setDraft({ ...draft, ...part });

  const refused = (error: Error) => {
    setChanged(error instanceof AppError && error.code === 'changed_meanwhile');
    if (!(error instanceof AppError) || error.code !== 'settings_invalid') return refusedIn(t, 'settings', error);
    const field = t(`desk.settings.station.${String(error.details['field'])}` as never) as string;
    return t('desk.settings.refused.settings_invalid', { field });
  };
  const save = useMutation({
    mutationFn: () => api['settings.change']({ revision, settings: draft, printer: printer.trim() === '' ? null : printer }),
    onSuccess: (after) => {
      setRevision(after.revision);
      setDraft(after.settings);
      setChanged(false);
      setSaid({ tone: '', text: t('desk.settings.saved') });
      void queries.invalidateQueries({ queryKey: ['station'] });
    },
    onError: (error) => setSaid({ tone: 'bad', text: refused(error) }),
  });

  const text = (field: TextField, phrases: readonly string[] = []) => (
    <Field name={t(`desk.settings.station.${field}`)} findings={[]}>
      <Writing
        label={t(`desk.settings.station.${field}`)}
        value={draft[field]}
        longest={longest[field]}
        phrases={phrases}
        onChange={(value) => set({ [field]: value })}
      />
    </Field>
  );
  return (
    <div className="settings-form">
      <div className="settings-cols">
        <section className="box">
          {text('name')}
          {text('tagline')}
          {text('city')}
          {text('address')}
          {text('phone')}
          {text('hoursText', t('desk.settings.station.hoursPhrases', { returnObjects: true }) as string[])}
        </section>
        <div className="settings-col">
          <section className="box">
            <Field name={t('desk.settings.station.screenInches')} findings={[]}>
              <Stepper
                {...{ value: draft.screenInches, min: 7, max: 98, steps: [0.5, 5], start: 21.5 }}
                text={t('desk.settings.station.inches', { value: draft.screenInches })}
                change={(screenInches) => set({ screenInches })}
              />
            </Field>
            <Field name={t('desk.settings.station.rollSeconds')} findings={[]}>
              <Stepper
                {...{ value: draft.rollSeconds, min: 5, max: 30, steps: [1], start: 10 }}
                text={t('desk.settings.station.seconds', { value: draft.rollSeconds })}
                change={(rollSeconds) => set({ rollSeconds })}
              />
            </Field>
            <Field name={t('desk.settings.station.bankHours')} findings={[]}>
              <Stepper
                {...{ value: draft.bankHours, min: 1, max: 72, steps: [1], start: 4 }}
                text={t('desk.settings.station.hours', { value: draft.bankHours })}
                change={(bankHours) => set({ bankHours })}
              />
            </Field>
            <Field name={t('desk.settings.station.largeText')} findings={[]}>
              <Choices
                choices={[
                  { value: true, word: t('desk.settings.station.yes') },
                  { value: false, word: t('desk.settings.station.no') },
                ]}
                value={draft.largeText}
                choose={(largeText) => set({ largeText })}
              />
            </Field>
            <PayFloor fen={draft.payFloorFenPerHour} change={(payFloorFenPerHour) => set({ payFloorFenPerHour })} />
          </section>
          <section className="box">
            <Field name={t('desk.settings.station.cardSite')} findings={[]}>
              <p className="mute">{t('desk.settings.station.cardSiteSub')}</p>
              <Writing
                label={t('desk.settings.station.cardSite')}
                value={draft.cardSite ?? ''}
                longest={60}
                onChange={(site) => set({ cardSite: site === '' ? null : site })}
              />
            </Field>
            <Field name={t('desk.settings.station.printerLine')} findings={[]}>
              <p className="mute">{t('desk.settings.station.printerSub')}</p>
              <Writing label={t('desk.settings.station.printerLine')} value={printer} longest={200} onChange={setPrinter} />
              <TestPrint say={setSaid} />
            </Field>
          </section>
        </div>
      </div>
      <section className="box">
        <Field name={t('desk.settings.station.services')} findings={[]}>
          <ServicesField services={draft.services} change={(services) => set({ services })} />
        </Field>
      </section>
      <div className="settings-save">
        {manager && (
          <Button className={save.isPending ? 'key main busy' : 'key main'} isDisabled={save.isPending} onPress={() => save.mutate()}>
            <Icon name={save.isPending ? 'circle-notch' : 'check'} />
            {t('desk.settings.save')}
          </Button>
        )}
        {changed && (
          <Button className="key" onPress={again}>
            {t('desk.settings.again')}
          </Button>
        )}
        <SaidLine said={said} />
      </div>
    </div>
  );
}

const fenInYuan = 100;

function PayFloor({ fen, change }: { readonly fen: number | null; change(fen: number | null): void }) {
  const { t } = useTranslation();
  const shown = fen === null ? t('desk.settings.station.unset') : t('desk.settings.station.perHour', { value: fen / fenInYuan });
  return (
    <Field name={t('desk.settings.station.payFloor')} findings={[]}>
      <p className="mute">{t('desk.settings.station.payFloorSub')}</p>
      <Stepper
        {...{ value: fen === null ? null : fen / fenInYuan, min: 1, max: 1000, steps: [0.5, 5], start: 18 }}
        text={shown}
        change={(yuan) => change(Math.round(yuan * fenInYuan))}
      />
      {fen !== null && (
        <Button className="key line" onPress={() => change(null)}>
          {t('desk.settings.station.clear')}
        </Button>
      )}
    </Field>
  );
}

function TestPrint({ say }: { say(said: Said): void }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const { said } = useDeskPrinting();
  const station = useQuery({ queryKey: ['station'], queryFn: () => api['station.get']({}) }).data;
  const print = useMutation({
    mutationFn: async () => {
      const { kind, widthDots } = await api['printer.status']({});
      if (kind === 'none') return { outcome: 'failed', reason: 'no_printer' } as const;
      const when = nowMs === null ? '' : momentText(t, nowMs, nowMs);
      const lines = [t('desk.settings.station.testTitle'), station?.name ?? '', when, t('desk.settings.station.testSub')] as const;
      return api['printer.test']({ jobId: crypto.randomUUID(), picture: drawTestSlip(widthDots, lines) });
    },
    onSuccess: (outcome) => say(said(outcome)),
    onError: (error) => say({ tone: 'bad', text: refusedIn(t, 'settings', error) }),
  });
  return (
    <Button className={print.isPending ? 'key busy' : 'key'} isDisabled={print.isPending} onPress={() => print.mutate()}>
      <Icon name={print.isPending ? 'circle-notch' : 'printer'} />
      {t('desk.settings.station.printTest')}
    </Button>
  );
}
