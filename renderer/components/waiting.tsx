/** While something is on its way: nothing for 200 ms, ghosts, words after 3 s; after 8 s or a refusal what to do. */
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

const stages = [
  { stage: 'ghosts', afterMs: 200 },
  { stage: 'words', afterMs: 3000 },
  { stage: 'error', afterMs: 8000 },
] as const;

export function Waiting({ error, retry, children }: { readonly error: boolean; retry(): void; readonly children?: ReactNode }) {
  const { t } = useTranslation();
  const [stage, setStage] = useState<'nothing' | 'ghosts' | 'words' | 'error'>('nothing');
  useEffect(() => {
    const timers = stages.map(({ stage, afterMs }) => setTimeout(() => setStage(stage), afterMs));
    return () => timers.forEach(clearTimeout);
  }, []);
  if (error || stage === 'error') {
    return (
      <div className="waiting" role="alert">
        <p className="toast bad">
          <Icon name="warning" />
          <span>
            <b>{t('common.failed')}</b>
            <br />
            {t('common.failedSub')}
          </span>
        </p>
        <Button className="key bad" onPress={retry}>
          {t('common.retry')}
        </Button>
      </div>
    );
  }
  if (stage === 'nothing') return null;
  return (
    <>
      {stage === 'words' && <p className="toast wait">{t('common.wait')}</p>}
      {children}
    </>
  );
}
