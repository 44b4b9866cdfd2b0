/** Printing from the desk: a card for the pocket, its form for the wall, or four of those on a sheet to be cut. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { IssuedCard, PrintOutcome } from '../../../shared/api/kiosk-api.ts';
import { api, useStation } from '../../api/station.ts';
import { type CardForm, drawCard, pictureOf } from '../../card/card-picture.ts';

/** What the desk tells about what it did. */
export interface Said {
  readonly tone: '' | 'bad' | 'wait';
  readonly text: string;
}

export function useDeskPrinting() {
  const { t } = useTranslation();
  const station = useStation().data;
  const printer = useQuery({ queryKey: ['desk', 'printer'], queryFn: () => api['printer.status']({}), refetchInterval: 5_000 }).data;
  return {
    /** The cut sheets that the printer takes; null: wall forms cannot be printed here. */
    sheet: printer?.sheet ?? null,

    async print(cards: readonly IssuedCard[], kind: CardForm['kind']): Promise<PrintOutcome> {
      const { kind: printerKind, widthDots } = await api['printer.status']({});
      if (printerKind === 'none') return { outcome: 'failed', reason: 'no_printer' };
      const on = { name: station?.name ?? '', phone: station?.phone ?? '', cardHost: station?.cardHost ?? '' };
      const canvas = await drawCard(cards, on, kind === 'pocket' ? { kind, widthDots } : { kind });
      const cardIds = cards.map((card) => card.cardId);
      return api['worker.print']({ cardIds, jobId: crypto.randomUUID(), picture: pictureOf(canvas) });
    },

    said: (outcome: PrintOutcome): Said =>
      outcome.outcome === 'failed'
        ? { tone: 'bad', text: t(outcome.reason === 'no_printer' ? 'desk.noPrinter' : 'desk.notPrinted') }
        : { tone: '', text: t(outcome.outcome === 'printed' ? 'desk.printed' : 'desk.sent') },
  };
}
