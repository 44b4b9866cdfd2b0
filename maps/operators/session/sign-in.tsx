/** The way in. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask } from '../api/ask.ts';
import { operator } from '../api/shapes.ts';
import { useWords } from '../messages.ts';
import { Field } from '../parts/field.tsx';
import { Door, Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { LanguageKey } from '../parts/language-key.tsx';
import { Refusal } from '../parts/notice.tsx';
import { useTitle } from '../parts/page.tsx';

export function SignIn() {
  const say = useWords();
  useTitle(say('signIn.title'));
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => ask(operator, 'POST /api/session', { body: { name, password } }),
    onSuccess: (who) => client.setQueryData(['session'], who),
    onError: () => setPassword(''),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && password !== '') signIn.mutate();
  };
  return (
    <main className="gate">
      <form className="box" onSubmit={submit}>
        <Door />
        <h1>{say('signIn.title')}</h1>
        <p className="mute">{say('signIn.who')}</p>
        {signIn.error && <Refusal error={signIn.error} />}
        <Field label={say('signIn.name')} value={name} onChange={setName} autoComplete="username" longest={20} autoFocus />
        <Field
          label={say('signIn.password')}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="current-password"
          longest={200}
        />
        <Key main type="submit" busy={signIn.isPending} disabled={name.trim() === '' || password === ''}>
          <Icon name="sign-in" />
          {say('signIn.do')}
        </Key>
        <p className="mute">{say('signIn.help')}</p>
      </form>
      <LanguageKey />
    </main>
  );
}
