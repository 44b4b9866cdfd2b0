/** Finding a worker: the tail of the phone on large keys, a trade, or words from a keyboard where there is one. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/station.ts';
import { Icon } from '../../components/icon.tsx';
import { AssistedRegistration } from './registration/assisted.tsx';
import { WorkerLine } from './worker-line.tsx';

export function Workers({ open }: { open(workerId: string): void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [registering, setRegistering] = useState(false);
  const found = useQuery({
    queryKey: ['desk', 'search', text],
    queryFn: () => api['worker.search']({ text }),
    enabled: text.trim().length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  if (registering) return <AssistedRegistration back={() => setRegistering(false)} done={open} />;
  const workers = text.trim() === '' ? [] : (found.data?.workers ?? []);
  return (
    <div className="search">
      <div className="find">
        <SearchField aria-label={t('desk.search')} value={text} onChange={(value) => setText(value.slice(0, 40))}>
          <Icon name="magnifying-glass" />
          <Input placeholder={t('desk.search')} />
        </SearchField>
        <div className="digits-row">
          {['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'].map((digit) => (
            <Button key={digit} className="key" onPress={() => setText(text + digit)}>
              {digit}
            </Button>
          ))}
          <Button className="key fn" onPress={() => setText(text.slice(0, -1))}>
            <Icon name="backspace" />
            {t('common.delete')}
          </Button>
        </div>
      </div>
      <section className="box">
        <h2>
          <Icon name="users-three" />
          {t('desk.found')}
          <em>{workers.length}</em>
          <Button className="key line" onPress={() => setRegistering(true)}>
            <Icon name="identification-card" />
            {t('desk.matches.assisted.open')}
          </Button>
        </h2>
        {workers.length === 0 && <p className="mute">{t(text.trim() === '' ? 'desk.searchHint' : 'desk.foundNone')}</p>}
        {workers.map((worker) => (
          <div key={worker.id} className="row">
            <Button className="row-open" onPress={() => open(worker.id)}>
              <WorkerLine worker={worker} />
            </Button>
            <Button className="key" onPress={() => open(worker.id)}>
              {t('desk.look')}
            </Button>
          </div>
        ))}
      </section>
    </div>
  );
}
