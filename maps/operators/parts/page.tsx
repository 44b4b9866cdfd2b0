/** The frame of every screen: the bar with the ways, and a page with its name. */
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { type MessageKey, useWords } from '../messages.ts';
import { useCases } from '../reports/cases.ts';
import { useMay, useOperator, useSignOut } from '../session/session.tsx';
import { Door, Icon } from './icon.tsx';
import { Key } from './key.tsx';
import { LanguageKey } from './language-key.tsx';

interface Way {
  readonly to: string;
  readonly icon: string;
  readonly word: MessageKey;
  readonly needs?: 'edit';
}

const ways: readonly Way[] = [
  { to: '/city', icon: 'chart-bar', word: 'ways.city' },
  { to: '/stations', icon: 'map-pin', word: 'ways.stations' },
  { to: '/reports', icon: 'chat-circle-text', word: 'ways.reports' },
  { to: '/telling', icon: 'megaphone', word: 'ways.telling', needs: 'edit' },
  { to: '/import', icon: 'upload-simple', word: 'ways.import', needs: 'edit' },
  { to: '/duplicates', icon: 'git-merge', word: 'ways.duplicates' },
  { to: '/publish', icon: 'broadcast', word: 'ways.publish' },
  { to: '/people', icon: 'users-three', word: 'ways.people' },
];

export function Frame({ children }: { readonly children: ReactNode }) {
  const say = useWords();
  const { name, role, mustChange } = useOperator();
  const mayEdit = useMay('edit');
  const signOut = useSignOut();
  return (
    <>
      <header className="bar">
        <span className="mark">
          <Door />
          <b>{say('name')}</b>
        </span>
        {!mustChange && (
          <nav aria-label={say('ways.label')}>
            {ways
              .filter(({ needs }) => needs === undefined || mayEdit)
              .map((way) => (
                <WayLink key={way.to} {...way} />
              ))}
          </nav>
        )}
        <span className="end">
          <span className="who">
            <b>{name}</b> <span>{say(`role.${role}`)}</span>
          </span>
          <LanguageKey />
          <Key small busy={signOut.isPending} onPress={() => signOut.mutate()}>
            <Icon name="sign-out" />
            {say('signOut')}
          </Key>
        </span>
      </header>
      {children}
    </>
  );
}

function WayLink({ to, icon, word }: Way) {
  const say = useWords();
  const [path] = useLocation();
  const here = path.startsWith(to);
  return (
    <Link href={to} className={here ? 'here' : ''} aria-current={here ? 'page' : undefined}>
      <Icon name={icon} />
      {say(word)}
      {to === '/reports' && <WaitingCases />}
    </Link>
  );
}

function WaitingCases() {
  const say = useWords();
  const count = useCases().data?.cases.length ?? 0;
  if (count === 0) return null;
  return (
    <span className="count">
      {count}
      <span className="vh"> {say('reports.wait')}</span>
    </span>
  );
}

export function useTitle(title: string): void {
  const say = useWords();
  useEffect(() => {
    document.title = `${title}·${say('name')}`;
  }, [title, say]);
}

interface PageProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Beside the name. */
  readonly acts?: ReactNode;
  readonly back?: { readonly to: string; readonly word: string };
  readonly narrow?: boolean;
}

export function Page({ title, children, acts, back, narrow = false }: PageProps) {
  useTitle(title);
  return (
    <main className={narrow ? 'page narrow' : 'page'}>
      {back && (
        <Link className="back" href={back.to}>
          <Icon name="arrow-left" />
          {back.word}
        </Link>
      )}
      <div className="head">
        <h1>{title}</h1>
        {acts && <div className="acts">{acts}</div>}
      </div>
      {children}
    </main>
  );
}

interface BoxProps {
  readonly title: string;
  readonly icon: string;
  readonly count?: number;
  readonly children: ReactNode;
}

export function Box({ title, icon, count, children }: BoxProps) {
  return (
    <section className="box">
      <h2>
        <Icon name={icon} />
        {title}
        {count !== undefined && <b className="count">{count}</b>}
      </h2>
      {children}
    </section>
  );
}

/** A text that is looked for once nobody has typed for a moment. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(setSettled, 250, text);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
