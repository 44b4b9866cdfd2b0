/** Who may work here; one's own password. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { ask, done } from '../api/ask.ts';
import { type Operator, oneTimePassword, operatorList, type Role, roles } from '../api/shapes.ts';
import { useWords } from '../messages.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Choice, Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { OnceShown, Refusal, Waiting } from '../parts/notice.tsx';
import { Box, Page } from '../parts/page.tsx';
import { OwnPassword } from '../session/own-password.tsx';
import { useMay, useOperator } from '../session/session.tsx';

export function PeopleScreen() {
  const say = useWords();
  const mayAdminister = useMay('administer');
  const acts = mayAdminister && (
    <Link className="key" href="/audit">
      <Icon name="clock-counter-clockwise" />
      {say('people.audit')}
    </Link>
  );
  return (
    <Page title={say('ways.people')} acts={acts}>
      <div className="cols even">
        <div className="c1">{mayAdminister ? <Operators /> : <p className="mute">{say('people.onlyAdministrators')}</p>}</div>
        <div className="c2">
          <Box title={say('password.own')} icon="lock-key">
            <OwnPassword />
          </Box>
        </div>
      </div>
    </Page>
  );
}

function Operators() {
  const say = useWords();
  const [secret, setSecret] = useState<{ readonly name: string; readonly password: string } | null>(null);
  const list = useQuery({ queryKey: ['operators'], queryFn: ({ signal }) => ask(operatorList, 'GET /api/operators', { signal }) });
  return (
    <>
      {secret && (
        <OnceShown title={say('people.once', { name: secret.name })} secret={secret.password}>
          {say('people.onceHint')}
        </OnceShown>
      )}
      <Box title={say('people.title')} icon="users-three">
        {list.isPending && <Waiting />}
        {list.error && <Refusal error={list.error} />}
        <ul className="plain">
          {list.data?.operators.map((operator) => (
            <Person key={operator.name} operator={operator} onSecret={setSecret} />
          ))}
        </ul>
      </Box>
      <AddPerson onSecret={setSecret} />
    </>
  );
}

interface SecretProps {
  readonly onSecret: (secret: { name: string; password: string } | null) => void;
}

function useRoleChoices() {
  const say = useWords();
  return roles.map((role) => [role, say(`role.${role}`)] as const);
}

function Person({ operator: { name, role, mustChange }, onSecret }: SecretProps & { readonly operator: Operator }) {
  const say = useWords();
  const client = useQueryClient();
  const choices = useRoleChoices();
  const self = useOperator().name === name;
  const [asking, setAsking] = useState<'reset' | 'off' | null>(null);
  const path = `/api/operators/${encodeURIComponent(name)}`;
  const settled = () => {
    void client.invalidateQueries({ queryKey: ['operators'] });
    if (self) void client.invalidateQueries({ queryKey: ['session'] });
  };
  const setRole = useMutation({ mutationFn: (to: Role) => ask(done, `PATCH ${path}`, { body: { role: to } }), onSettled: settled });
  const reset = useMutation({
    mutationFn: () => ask(oneTimePassword, `POST ${path}/password`),
    onSuccess: ({ password }) => {
      setAsking(null);
      onSecret({ name, password });
      settled();
    },
  });
  const remove = useMutation({
    mutationFn: () => ask(done, `DELETE ${path}`),
    onSuccess: () => {
      onSecret(null);
      settled();
    },
  });
  const error = setRole.error ?? reset.error ?? remove.error;
  return (
    <li className="it person">
      <span className="what">
        <b>{name}</b>
        <span>
          {self && say('people.you')} {mustChange && say('people.mustChange')}
        </span>
      </span>
      <Choice quiet label={say('people.roleOf', { name })} value={role} choices={choices} onChange={(to) => setRole.mutate(to)} />
      <span className="acts">
        <Key small label={say('people.resetOf', { name })} disabled={self} onPress={() => setAsking('reset')}>
          {say('people.reset')}
        </Key>
        <Key small label={say('people.offOf', { name })} onPress={() => setAsking('off')}>
          {say('people.off')}
        </Key>
      </span>
      {error && asking === null && <Refusal error={error} />}
      {asking && (
        <Dialog
          title={say(asking === 'reset' ? 'people.resetAsk' : 'people.offAsk', { name })}
          act={say(asking === 'reset' ? 'people.reset' : 'people.off')}
          grave={asking === 'off'}
          busy={reset.isPending || remove.isPending}
          onAct={() => (asking === 'reset' ? reset.mutate() : remove.mutate())}
          onLeave={() => setAsking(null)}
        >
          {error && <Refusal error={error} />}
          <p>{say(asking === 'reset' ? 'people.resetMeans' : 'people.offMeans')}</p>
        </Dialog>
      )}
    </li>
  );
}

function AddPerson({ onSecret }: SecretProps) {
  const say = useWords();
  const client = useQueryClient();
  const choices = useRoleChoices();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('edit');
  const add = useMutation({
    mutationFn: () => ask(oneTimePassword, 'POST /api/operators', { body: { name, role } }),
    onSuccess: ({ password }) => {
      onSecret({ name, password });
      setName('');
      void client.invalidateQueries({ queryKey: ['operators'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') add.mutate();
  };
  return (
    <Box title={say('people.add')} icon="plus-circle">
      <form className="stack" onSubmit={submit}>
        {add.error && <Refusal error={add.error} />}
        <div className="two-fields">
          <Field label={say('people.name')} value={name} onChange={setName} longest={20} />
          <Choice label={say('people.role')} value={role} choices={choices} hint={say(`roleMeans.${role}`)} onChange={setRole} />
        </div>
        <div className="acts">
          <Key type="submit" busy={add.isPending} disabled={name.trim() === ''}>
            {say('people.addDo')}
          </Key>
        </div>
      </form>
    </Box>
  );
}
