/** Screen 1: what work. A touch asks how well; at three the others stay touchable and say that three are the most. */
import { type Dispatch, useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { getTrade, trades } from '../../../shared/domain/trade.ts';
import { levels, mostTradesAtKiosk } from '../../../shared/domain/worker.ts';
import { Icon } from '../../components/icon.tsx';
import { useAsking } from '../../session/idle-watch.tsx';
import { type Telling, type Told, tradesFull } from './register-state.ts';

const tilesShown = 24;

interface TradesProps {
  readonly told: Told;
  readonly say: Dispatch<Telling>;
  /** Whether the trades behind 更多 are shown; its key stands in the foot. */
  readonly more: boolean;
  setMore(more: boolean): void;
}

export function TradesStep({ told, say, more, setMore }: TradesProps) {
  const { t } = useTranslation();
  const asking = useAsking();
  const [asked, setAsked] = useState<number | null>(null);
  const [full, setFull] = useState(false);
  const isOn = (code: number) => told.trades.some((trade) => trade.code === code);
  const press = (code: number) => {
    setMore(false);
    if (!isOn(code) && tradesFull(told)) return setFull(true);
    setFull(false);
    setAsked(code);
  };
  const behind = trades.slice(tilesShown);

  return (
    <>
      <div className="tiles t24" role="group" aria-label={t('register.steps.trades')}>
        {trades.slice(0, tilesShown).map(({ code, icon }) => (
          <Tile key={code} icon={icon} word={t(`trades.${code}`)} on={isOn(code)} press={() => press(code)} />
        ))}
      </div>
      {full && (
        <p className="toast bad" role="alert">
          <Icon name="warning" />
          {t('register.fullTrades', { count: mostTradesAtKiosk })}
        </p>
      )}
      <ModalOverlay className="veil" isOpen={asked !== null && !asking} onOpenChange={() => setAsked(null)} isDismissable>
        <Modal>
          <Dialog className="sheet level" aria-label={t('register.levelTitle')}>
            {asked !== null && (
              <>
                <h2>
                  <Icon name={getTrade(asked).icon} />
                  <span>{t('register.levelAsk', { trade: t(`trades.${asked}`) })}</span>
                </h2>
                <div className="lv">
                  {[...levels].reverse().map((level) => (
                    <Button
                      key={level}
                      className="key"
                      onPress={() => {
                        say({ what: 'trade', code: asked, level });
                        setAsked(null);
                      }}
                    >
                      <b>{t(`register.levels.${level}`)}</b>
                      <small>{t(`register.levelMeans.${level}`)}</small>
                    </Button>
                  ))}
                </div>
                <Years told={told} say={say} />
                <Button
                  className="key line"
                  onPress={() => {
                    if (isOn(asked)) say({ what: 'untrade', code: asked });
                    setAsked(null);
                  }}
                >
                  <Icon name="x" />
                  {t('register.notThis', { trade: t(`trades.${asked}`) })}
                </Button>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
      <ModalOverlay className="veil" isOpen={more && !asking} onOpenChange={setMore} isDismissable>
        <Modal>
          <Dialog className="sheet" aria-label={t('register.moreTrades')}>
            <h2>{t('register.moreTrades')}</h2>
            <div className="tiles t24 behind">
              {behind.map(({ code, icon }) => (
                <Tile key={code} icon={icon} word={t(`trades.${code}`)} on={isOn(code)} press={() => press(code)} />
              ))}
            </div>
            <Button className="key line" onPress={() => setMore(false)}>
              {t('common.close')}
            </Button>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

function Tile({ icon, word, on, press }: { readonly icon: string; readonly word: string; readonly on: boolean; press(): void }) {
  return (
    <Button className={on ? 'key tile on' : 'key tile'} aria-pressed={on} onPress={press}>
      <Icon name={icon} />
      <span>{word}</span>
      {on && (
        <i className="tick">
          <Icon name="check" />
        </i>
      )}
    </Button>
  );
}

/** 干了几年: may be left out. */
function Years({ told, say }: { readonly told: Told; readonly say: Dispatch<Telling> }) {
  const { t } = useTranslation();
  return (
    <div className="years">
      <span className="lab">
        {t('register.years')}
        <small>{t('register.mayBeLeft')}</small>
      </span>
      {([-1, 1, 5] as const).map((by) => (
        <Button key={by} className="key" isDisabled={by < 0 && told.years === null} onPress={() => say({ what: 'years', by })}>
          {by < 0 ? '−1' : `+${by}`}
        </Button>
      ))}
      <b className="num">{told.years === null ? '—' : t('register.yearsCount', { count: told.years })}</b>
    </div>
  );
}
