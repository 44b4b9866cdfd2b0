/** Parts that every screen's frame is made of. */
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useChanges, useStation } from '../api/station.ts';
import { clockFace, dateText } from '../format.ts';
import { useSession } from '../session/session.tsx';
import { Door, Icon } from './icon.tsx';

/** The station's own time; null until it has answered. */
export function useNowMs(): number | null {
  return useChanges().data?.nowMs ?? null;
}

export function Who() {
  const station = useStation().data;
  return (
    <>
      <Door />
      <div className="who">
        <b>{station?.name}</b>
        <span>{station?.tagline}</span>
      </div>
    </>
  );
}

export function When() {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  return (
    <div className="when">
      <b>{nowMs === null ? ' ' : clockFace(nowMs)}</b>
      <span>{nowMs === null ? ' ' : dateText(t, nowMs)}</span>
    </div>
  );
}

export function Top() {
  return (
    <header className="top">
      <Who />
      <When />
    </header>
  );
}

/** The head of an inner screen: its name, and the time. */
export function Slim({ title, sub }: { readonly title: string; readonly sub?: string }) {
  const nowMs = useNowMs();
  return (
    <header className="slim">
      <h1>
        {title}
        {sub !== undefined && <small className="mute">{sub}</small>}
      </h1>
      <span className="when">{nowMs === null ? '' : clockFace(nowMs)}</span>
    </header>
  );
}

/** 返回 */
export function BackKey({ onPress, wide = false }: { onPress(): void; readonly wide?: boolean }) {
  const { t } = useTranslation();
  return (
    <Button className={wide ? 'key wide' : 'key line'} onPress={onPress}>
      <Icon name="arrow-left" />
      {t('common.back')}
    </Button>
  );
}

/** 结束, always with what it clears. */
export function EndKey({ short = false }: { readonly short?: boolean }) {
  const { t } = useTranslation();
  const { end } = useSession();
  return (
    <Button className={short ? 'key line' : 'key line wide end'} onPress={end}>
      <Icon name="sign-out" />
      {short ? (
        t('common.end')
      ) : (
        <span>
          <b>{t('common.end')}</b>　{t('common.endMeans')}
        </span>
      )}
    </Button>
  );
}
