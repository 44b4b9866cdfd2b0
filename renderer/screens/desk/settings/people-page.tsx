/** Who may come in, what each may do, and the recovery code. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { StaffPerson } from '../../../../shared/api/desk/staff.ts';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import type { Said } from '../desk-printing.ts';
import { refusedIn } from '../refused-in.ts';
import { type PersonDraft, PersonSheet } from './person-sheet.tsx';
import { PinSheet } from './pin-sheet.tsx';
import { SaidLine } from './said-line.tsx';
import { SureSheet } from './sure-sheet.tsx';
import { useMe } from './use-me.ts';

/** What is asked for at the moment. */
type Asking =
  | { readonly about: 'add' }
  | { readonly about: 'addPin'; readonly draft: PersonDraft }
  | { readonly about: 'change' | 'pin' | 'off' | 'on'; readonly person: StaffPerson }
  | { readonly about: 'recovery' };

const nobody: PersonDraft = { name: '', manager: false, phones: false };

export function PeoplePage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const me = useMe().data;
  const listed = useQuery({ queryKey: ['desk', 'staff.list'], queryFn: () => api['staff.list']({}), gcTime: 0 });
  const [asking, setAsking] = useState<Asking | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const leave = () => setAsking(null);
  const write = useMutation({
    mutationFn: (work: () => Promise<string | null>) => work(),
    onSuccess: (text) => setSaid(text === null ? null : { tone: '', text }),
    onError: (error) => setSaid({ tone: 'bad', text: refusedIn(t, 'settings', error) }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['desk'] }),
  });
  const act = (work: () => Promise<string | null>) => {
    leave();
    write.mutate(work);
  };
  if (!listed.data || !me) return <Waiting error={listed.isError} retry={() => void listed.refetch()} />;

  const person = asking && 'person' in asking ? asking.person : null;
  return (
    <>
      <SaidLine said={said} />
      <section className="box">
        <h2>
          <Icon name="users-three" />
          {t('desk.settings.people.title')}
          <em>{listed.data.people.filter(({ active }) => active).length}</em>
        </h2>
        <p className="mute">{t('desk.settings.people.sub')}</p>
        {listed.data.people.map((one) => (
          <div key={one.id} className="row">
            <span className="row-open">
              <span className="line">
                <b>{one.name}</b>
                {one.id === me.id && <span className="chip ring">{t('desk.settings.people.you')}</span>}
                {one.manager && <span className="chip hot">{t('desk.settings.people.manager')}</span>}
                {one.phones && <span className="chip">{t('desk.settings.people.phones')}</span>}
                {!one.active && <span className="chip warn">{t('desk.settings.people.off')}</span>}
              </span>
            </span>
            <PersonKeys person={one} mine={one.id === me.id} manager={me.manager} ask={setAsking} />
          </div>
        ))}
        {me.manager && (
          <Button className="key" onPress={() => setAsking({ about: 'add' })}>
            <Icon name="plus" />
            {t('desk.settings.people.add')}
          </Button>
        )}
      </section>
      <section className="box">
        <h2>
          <Icon name="key" />
          {t('desk.settings.people.recovery')}
        </h2>
        <p className="mute">{t('desk.settings.people.recoverySub')}</p>
        {me.manager && (
          <Button className="key" onPress={() => setAsking({ about: 'recovery' })}>
            {t('desk.settings.people.newRecovery')}
          </Button>
        )}
      </section>
      {asking?.about === 'add' && (
        <PersonSheet
          title={t('desk.settings.people.add')}
          before={nobody}
          leave={leave}
          done={(draft) => setAsking({ about: 'addPin', draft })}
        />
      )}
      {asking?.about === 'addPin' && (
        <PinSheet
          title={t('desk.settings.people.pinFor', { name: asking.draft.name })}
          leave={leave}
          set={(pin) =>
            act(async () => {
              const { name } = await api['staff.add']({ ...asking.draft, pin });
              return t('desk.settings.people.added', { name });
            })
          }
        />
      )}
      {asking?.about === 'change' && person && (
        <PersonSheet
          title={person.name}
          before={{ name: person.name, manager: person.manager, phones: person.phones }}
          leave={leave}
          done={(draft) => act(() => api['staff.change']({ id: person.id, revision: person.revision, ...draft }).then(() => null))}
        />
      )}
      {(asking?.about === 'pin' || asking?.about === 'on') && person && (
        <PinSheet
          title={t('desk.settings.people.pinFor', { name: person.name })}
          leave={leave}
          set={(pin) =>
            act(async () => {
              await (asking.about === 'pin'
                ? api['staff.set-pin']({ id: person.id, pin })
                : api['staff.switch-on']({ id: person.id, pin }));
              return t('desk.settings.people.pinSet');
            })
          }
        />
      )}
      <SureSheet
        open={asking?.about === 'off'}
        ask={t('desk.settings.people.sureOff', { name: person?.name ?? '' })}
        word={t('desk.settings.people.switchOff')}
        leave={leave}
        act={() => person && act(() => api['staff.switch-off']({ id: person.id }).then(() => null))}
      />
      <SureSheet
        open={asking?.about === 'recovery'}
        ask={t('desk.settings.people.sureRecovery')}
        word={t('desk.settings.people.newRecovery')}
        leave={leave}
        act={() =>
          act(async () => {
            setCode((await api['staff.new-recovery']({})).recoveryCode);
            return null;
          })
        }
      />
      <ModalOverlay className="veil desk" isOpen={code !== null}>
        <Modal>
          <Dialog className="sheet" aria-label={t('desk.copyCode')}>
            <h2>{t('desk.copyCode')}</h2>
            <p>{t('desk.copyCodeSub')}</p>
            <p className="code-shown">{code}</p>
            <Button className="key main" onPress={() => setCode(null)}>
              <Icon name="check" />
              {t('desk.settings.people.copied')}
            </Button>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

interface PersonKeysProps {
  readonly person: StaffPerson;
  readonly mine: boolean;
  readonly manager: boolean;
  ask(asking: Asking): void;
}

function PersonKeys({ person, mine, manager, ask }: PersonKeysProps) {
  const { t } = useTranslation();
  const key = (about: 'change' | 'pin' | 'off' | 'on', word: string) => (
    <Button className={about === 'off' ? 'key line' : 'key'} onPress={() => ask({ about, person })}>
      {word}
    </Button>
  );
  if (!person.active) return manager ? key('on', t('desk.settings.people.switchOn')) : null;
  return (
    <>
      {manager && key('change', t('desk.settings.people.change'))}
      {(manager || mine) && key('pin', t('desk.settings.people.newPin'))}
      {manager && !mine && key('off', t('desk.settings.people.switchOff'))}
    </>
  );
}
