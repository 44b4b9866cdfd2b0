/** One field for anybody: workers by the tail of the phone, name or trade, employers by name or phone. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { EmployerLine } from '../matches/employers.tsx';
import type { TabProps } from '../tab-props.ts';
import { WorkerLine } from '../worker-line.tsx';

const longest = 40;
const employersShown = 6;

export function FindField({ text, setText }: { readonly text: string; setText(text: string): void }) {
  const { t } = useTranslation();
  const [digits, setDigits] = useState(false);
  const write = (next: string) => setText(next.slice(0, longest));
  return (
    <>
      <SearchField
        className="find-field"
        aria-label={t('desk.settings.todo.search')}
        value={text}
        onChange={write}
        onFocusChange={(focused) => focused && setDigits(true)}
      >
        <Icon name="magnifying-glass" />
        <Input placeholder={t('desk.settings.todo.search')} />
      </SearchField>
      {digits && (
        <div className="digits-row">
          {['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'].map((digit) => (
            <Button key={digit} className="key" onPress={() => write(text + digit)}>
              {digit}
            </Button>
          ))}
          <Button
            className="key fn"
            onPress={() => {
              if (text === '') setDigits(false);
              write(text.slice(0, -1));
            }}
          >
            <Icon name="backspace" />
            {t('common.delete')}
          </Button>
        </div>
      )}
    </>
  );
}

export function Found({ text, open, goTo }: { readonly text: string } & Pick<TabProps, 'open' | 'goTo'>) {
  const { t } = useTranslation();
  const workers = useQuery({
    queryKey: ['desk', 'search', text],
    queryFn: () => api['worker.search']({ text }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  }).data?.workers;
  const employers = useQuery({
    queryKey: ['desk', 'find-employers', text],
    queryFn: () => api['employer.list']({ text, offset: 0, limit: employersShown }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  }).data?.employers;
  return (
    <>
      <section className="box">
        <h2>
          <Icon name="users-three" />
          {t('desk.found')}
          <em>{workers?.length ?? 0}</em>
        </h2>
        {workers?.length === 0 && <p className="mute">{t('desk.foundNone')}</p>}
        {workers?.map((worker) => (
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
      {employers && employers.length > 0 && (
        <section className="box">
          <h2>
            <Icon name="briefcase" />
            {t('desk.settings.todo.employers')}
            <em>{employers.length}</em>
          </h2>
          {employers.map((employer) => (
            <div key={employer.id} className="row">
              <span className="row-open">
                <EmployerLine employer={employer} />
              </span>
              <Button className="key" onPress={() => goTo('matches')}>
                {t('desk.tabs.matches')}
              </Button>
            </div>
          ))}
        </section>
      )}
    </>
  );
}
