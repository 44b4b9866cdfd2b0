/** 维权帮助: two hotlines and a guide by problem, in plain words. One problem is one page. */
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { BackKey, EndKey, Slim } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { useReadOnOpen } from '../../session/read-aloud.ts';
import { useSession } from '../../session/session.tsx';
import './rights.css';

const problems = [
  { name: 'wages', icon: 'hand-coins' },
  { name: 'injury', icon: 'first-aid' },
  { name: 'insurance', icon: 'umbrella-simple' },
  { name: 'dismissal', icon: 'user-minus' },
  { name: 'deposit', icon: 'lock-key' },
] as const;
type Problem = (typeof problems)[number];

export function Rights({ problem: name }: { readonly problem: string | undefined }) {
  const problem = problems.find((one) => one.name === name);
  return problem ? <OneProblem problem={problem} /> : <AllProblems />;
}

function AllProblems() {
  const { t } = useTranslation();
  const [, go] = useLocation();
  return (
    <main className="screen split rights" data-screen="rights">
      <div className="vest" />
      <section className="upper">
        <Slim title={t('rights.title')} />
        <div className="hotlines">
          <h2>{t('rights.hotlines')}</h2>
          {(
            [
              ['union', '12351'],
              ['bureau', '12333'],
            ] as const
          ).map(([line, number]) => (
            <div key={line} className="hotline">
              <Icon name="phone-call" />
              <p>
                <b>{t(`rights.${line}`)}</b>
                <span>{t(`rights.${line}For`)}</span>
              </p>
              <strong className="num">{number}</strong>
            </div>
          ))}
        </div>
      </section>
      <section className="lower">
        <h2>{t('rights.ask')}</h2>
        <div className="problems">
          {problems.map(({ name, icon }) => (
            <Button key={name} className="key" onPress={() => go(`/rights/${name}`)}>
              <Icon name={icon} />
              <span>
                {t(`rights.problems.${name}.title`)}
                <small>{t(`rights.problems.${name}.sub`)}</small>
              </span>
            </Button>
          ))}
        </div>
      </section>
      <footer className="foot">
        <BackKey wide onPress={() => go('/home')} />
        <EndKey short />
      </footer>
    </main>
  );
}

function OneProblem({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { modes } = useSession();
  const sentences = (part: 'know' | 'keep' | 'steps') => t(`rights.problems.${problem.name}.${part}`, { returnObjects: true }) as string[];
  useReadOnOpen(modes.readAloud, sentences('know').join(''));
  return (
    <main className="screen rights-one" data-screen="rights-problem">
      <div className="vest" />
      <header className="hero">
        <div className="pic">
          <Icon name={problem.icon} />
        </div>
        <div>
          <h1>{t(`rights.problems.${problem.name}.title`)}</h1>
          <p>{t(`rights.problems.${problem.name}.sub`)}</p>
        </div>
        <p className="first">
          <span>{t('rights.callFirst')}</span>
          <strong className="num">{t(`rights.problems.${problem.name}.call`)}</strong>
        </p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where the text is large, and must then be reached by keys */}
      <div className="parts" tabIndex={0} role="region" aria-label={t('rights.know')}>
        <section>
          <h2>{t('rights.know')}</h2>
          <ul>
            {sentences('know').map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
        <section className="steps-list">
          <h2>{t('rights.steps')}</h2>
          <ol>
            {sentences('steps').map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
        </section>
        <section>
          <h2>{t('rights.keep')}</h2>
          <ul>
            {sentences('keep').map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      </div>
      <footer className="foot">
        <BackKey wide onPress={() => go('/rights')} />
        <EndKey short />
      </footer>
    </main>
  );
}
