/** Behind the mark: language, night, the text page, what the doors mean, how to open it outside WeChat. */
import { useState, useSyncExternalStore } from 'react';
import { useApp, useMapState, useNow } from '../app-context.tsx';
import { Door, type DoorState, Mark } from '../door.tsx';
import { Icon } from '../icon.tsx';
import { type MessageKey, speak } from '../messages.ts';
import { Modal } from '../modal.tsx';
import { Say, textOf, useLanguage } from '../say.tsx';
import { memory } from '../settings.ts';
import { ageWords } from '../station/day-words.ts';
import { chooseTheme, shownTheme, watchTheme } from '../theme.ts';
import { isWeChat } from '../wechat.ts';

export function MenuKey({ withName = false }: { readonly withName?: boolean }) {
  useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="brand menukey"
        aria-haspopup="dialog"
        aria-label={textOf('menu.label')}
        onClick={() => setOpen(true)}
      >
        <Mark />
        {withName && <Say k="brand" />}
      </button>
      {isOpen && <Menu onClose={() => setOpen(false)} />}
    </>
  );
}

function Menu({ onClose }: { onClose(): void }) {
  const { config, isKiosk } = useApp();
  const { storedMs, isDemo } = useMapState();
  const nowMs = useNow();
  const language = useLanguage();
  const theme = useSyncExternalStore(watchTheme, shownTheme);
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <Modal title={<Say k="brand" />} over={config.operator} onClose={onClose}>
      <div className="reports">
        <button
          type="button"
          className="report"
          lang={other === 'en' ? 'en' : 'zh-CN'}
          onClick={() => {
            memory.set('language', other);
            void speak(other);
          }}
        >
          <Icon name="translate-line" />
          <Say k="menu.otherLanguage" />
        </button>
        <button type="button" className="report" onClick={() => chooseTheme(theme === 'dark' ? 'light' : 'dark')}>
          <Icon name="moon-line" />
          <Say k={theme === 'dark' ? 'menu.day' : 'menu.night'} />
        </button>
        {!isKiosk && (
          <a className="report" href="/text">
            <Icon name="text-align-left-line" />
            <Say k="menu.text" />
          </a>
        )}
        {!isKiosk && config.hotline && (
          <a className="report" href={`tel:${config.hotline.replaceAll(/[^0-9]/g, '')}`}>
            <Icon name="phone" />
            <Say k="menu.hotline" />
          </a>
        )}
      </div>
      <Legend />
      {isWeChat(navigator.userAgent) && (
        <p className="holiday">
          <Icon name="question-line" />
          <span>
            <Say k="menu.weChat" />
          </span>
        </p>
      )}
      <p className="fine rep">
        {isDemo && <Say k="menu.demo" />}
        {storedMs !== null && <Say k="menu.age" values={{ age: ageWords(nowMs - storedMs) }} />}
      </p>
    </Modal>
  );
}

const signs: readonly (readonly [DoorState, MessageKey])[] = [
  ['open', 'state.open'],
  ['soon', 'state.soon'],
  ['closed', 'state.closed'],
  ['unknown', 'state.unknown'],
];

export function Legend() {
  return (
    <div className="legendbox">
      {signs.map(([state, k]) => (
        <span key={state}>
          <Door state={state} />
          <Say k={k} />
        </span>
      ))}
    </div>
  );
}
