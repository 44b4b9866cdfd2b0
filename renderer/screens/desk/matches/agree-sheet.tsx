/** 达成: for which day and for how much, as the posting says it or as they agreed. */
import { useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { MatchRow } from '../../../../shared/api/desk/matches.ts';
import type { AgreedPay } from '../../../../shared/domain/match.ts';
import { type PayUnit, payCeilingFen, payUnits } from '../../../../shared/domain/wage.ts';
import { addDays, type LocalDate, workDayOf } from '../../../../shared/domain/work-day.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { dayText } from '../../../format.ts';
import { matchTitle } from './match-line.tsx';
import { Stepper } from './stepper.tsx';

/** Yuan: where the figure begins, and by how much it goes. */
const figures: Readonly<Record<PayUnit, { readonly start: number; readonly small: number; readonly large: number }>> = {
  hour: { start: 20, small: 1, large: 5 },
  day: { start: 200, small: 10, large: 50 },
  order: { start: 200, small: 10, large: 50 },
  month: { start: 4000, small: 100, large: 500 },
};
const daysShown = [-1, 0, 1, 2, 3, 4, 5, 6];

export interface AgreedTerms {
  readonly workDate: LocalDate;
  readonly pay: AgreedPay;
  readonly beyondHeadcount: boolean;
}

interface AgreeSheetProps {
  readonly match: MatchRow;
  leave(): void;
  agree(terms: AgreedTerms): void;
}

export function AgreeSheet({ match, leave, agree }: AgreeSheetProps) {
  const { t } = useTranslation();
  const nowMs = useNowMs() ?? match.referredAtMs;
  const today = workDayOf(nowMs);
  const { posting } = match;
  const wage = posting?.wage ?? null;
  const [day, setDay] = useState<LocalDate>(posting?.workDate ?? today);
  const [unit, setUnit] = useState<PayUnit>(wage?.unit ?? 'day');
  const [yuan, setYuan] = useState(wage ? Math.round(wage.minFen / 100) : figures.day.start);
  const full = posting !== null && posting.headcount !== null && posting.taken >= posting.headcount;
  const days = [...new Set([...daysShown.map((away) => addDays(today, away)), day])].toSorted();
  const { small, large } = figures[unit];
  return (
    <ModalOverlay className="veil desk" isOpen onOpenChange={leave} isDismissable>
      <Modal>
        <Dialog className="sheet match-sheet" aria-label={t('desk.matches.agreeAsk', { pair: matchTitle(t, match) })}>
          <h2>{t('desk.matches.agreeAsk', { pair: matchTitle(t, match) })}</h2>
          <h3>{t('desk.matches.whichDay')}</h3>
          <div className="choices" role="group" aria-label={t('desk.matches.whichDay')}>
            {days.map((one) => (
              <Button key={one} className={one === day ? 'key on' : 'key'} aria-pressed={one === day} onPress={() => setDay(one)}>
                {one === day && <Icon name="check" />}
                {dayText(t, one, nowMs)}
              </Button>
            ))}
          </div>
          <h3>{t('desk.matches.howMuch')}</h3>
          <div className="pay-row">
            <Stepper
              label={t('desk.matches.howMuch')}
              value={yuan}
              shown={`${yuan} ${t(`unit.${unit}`)}`}
              small={small}
              large={large}
              least={1}
              most={payCeilingFen[unit] / 100}
              onChange={setYuan}
            />
            <div className="choices" role="group" aria-label={t('desk.matches.payUnit')}>
              {payUnits.map((one) => (
                <Button
                  key={one}
                  className={one === unit ? 'key on' : 'key'}
                  aria-pressed={one === unit}
                  onPress={() => {
                    if (one === unit) return;
                    setUnit(one);
                    setYuan(one === wage?.unit ? Math.round(wage.minFen / 100) : figures[one].start);
                  }}
                >
                  {t(`unit.${one}`)}
                </Button>
              ))}
            </div>
          </div>
          {full && <p className="toast wait">{t('desk.matches.fullAsk', { headcount: posting.headcount, taken: posting.taken })}</p>}
          <div className="sheet-keys">
            <Button className="key main" onPress={() => agree({ workDate: day, pay: { fen: yuan * 100, unit }, beyondHeadcount: full })}>
              <Icon name="handshake" />
              {t(full ? 'desk.matches.agreeBeyond' : 'desk.matches.agree')}
            </Button>
            <Button className="key line" onPress={leave}>
              {t('common.back')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
