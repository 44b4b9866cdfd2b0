/** The end of the demo: everything made up goes, for real use. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { api, useStation } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import type { Said } from '../desk-printing.ts';
import { refusedIn } from '../refused-in.ts';
import { SaidLine } from './said-line.tsx';
import { SureSheet } from './sure-sheet.tsx';

export function DemoBox() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const demo = useStation().data?.demo ?? false;
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const go = useMutation({
    mutationFn: () => api['demo.leave']({}),
    onSuccess: ({ gone }) => setSaid({ tone: '', text: t('desk.settings.care.demoDone', { count: gone }) }),
    onError: (error) => setSaid({ tone: 'bad', text: refusedIn(t, 'settings', error) }),
    onSettled: () => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'changes' }),
  });
  if (!demo && said === null) return null;
  return (
    <section className="box">
      <h2>
        <Icon name="broom" />
        {t('desk.settings.care.demo')}
      </h2>
      <SaidLine said={said} />
      {demo && (
        <>
          <p className="mute">{t('desk.settings.care.demoSub')}</p>
          <Button className="key" isDisabled={go.isPending} onPress={() => setAsking(true)}>
            {t('desk.settings.care.demoLeave')}
          </Button>
        </>
      )}
      <SureSheet
        open={asking}
        ask={t('desk.settings.care.demoSure')}
        word={t('desk.settings.care.demoLeave')}
        leave={() => setAsking(false)}
        act={() => go.mutate()}
      />
    </section>
  );
}
