/** A password of one's own: before anything else with a one-time password, later whenever one likes. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask, done } from '../api/ask.ts';
import { useWords } from '../messages.ts';
import { Field } from '../parts/field.tsx';
import { Key } from '../parts/key.tsx';
import { Note, Refusal } from '../parts/notice.tsx';

export function OwnPassword({ onDone }: { readonly onDone?: () => void }) {
  const say = useWords();
  const client = useQueryClient();
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const differs = again !== '' && again !== password;
  const change = useMutation({
    mutationFn: () => ask(done, 'PUT /api/session/password', { body: { old, password } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['session'] });
      onDone?.();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (old !== '' && password !== '' && password === again) change.mutate();
  };
  const field = { type: 'password', longest: 200 } as const;
  return (
    <form className="stack" onSubmit={submit}>
      {change.error && <Refusal error={change.error} />}
      {change.isSuccess && <Note kind="good">{say('password.changed')}</Note>}
      <Field {...field} label={say('password.old')} value={old} onChange={setOld} autoComplete="current-password" />
      <Field
        {...field}
        label={say('password.new')}
        hint={say('password.rule')}
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
      />
      <Field
        {...field}
        label={say('password.again')}
        fault={differs ? say('password.differs') : null}
        value={again}
        onChange={setAgain}
        autoComplete="new-password"
      />
      <div className="acts">
        <Key main type="submit" busy={change.isPending} disabled={old === '' || password === '' || password !== again}>
          {say('password.do')}
        </Key>
      </div>
    </form>
  );
}
