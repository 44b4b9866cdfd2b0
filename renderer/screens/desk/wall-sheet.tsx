/** The sheet that staff fill with up to four workers, to hang up where employers look. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/station.ts';
import { Icon } from '../../components/icon.tsx';
import { type Said, useDeskPrinting } from './desk-printing.ts';

export const sheetPlaces = 4;

export interface OnSheet {
  readonly id: string;
  readonly name: string;
}

export function WallSheet({ workers, empty }: { readonly workers: readonly OnSheet[]; empty(): void }) {
  const { t } = useTranslation();
  const { print, said } = useDeskPrinting();
  const [told, setTold] = useState<Said | null>(null);
  const sheet = useMutation({
    mutationFn: async () => {
      const cards = [];
      for (const { id } of workers) cards.push(await api['worker.card']({ id }));
      return print(cards, 'sheet');
    },
    onSuccess: (outcome) => setTold(said(outcome)),
    onError: () => setTold({ tone: 'bad', text: t('desk.sheetFailed') }),
  });
  return (
    <section className="box">
      <h2>
        <Icon name="printer" />
        {t('desk.sheet')}
        <em>
          {workers.length}/{sheetPlaces}
        </em>
      </h2>
      <p>{workers.map(({ name }) => name).join('、')}</p>
      {told && (
        <p className={`toast ${told.tone}`} role="status">
          {told.text}
        </p>
      )}
      <div className="ticks">
        <Button className={sheet.isPending ? 'key main busy' : 'key main'} isDisabled={sheet.isPending} onPress={() => sheet.mutate()}>
          <Icon name={sheet.isPending ? 'circle-notch' : 'printer'} />
          {t('desk.printSheet')}
        </Button>
        <Button className="key line" onPress={empty}>
          <Icon name="trash" />
          {t('desk.emptySheet')}
        </Button>
      </div>
    </section>
  );
}
