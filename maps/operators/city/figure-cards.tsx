/** The five figures that the city is asked for first; each opens what it counts. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useWords } from '../messages.ts';
import { Icon } from '../parts/icon.tsx';
import { type CityAsked, searchOf } from './range.ts';
import type { CityView } from './shapes.ts';
import { numberText, shareText, useFigureWords } from './words.ts';

interface CardProps {
  readonly to: string;
  readonly title: string;
  readonly icon: string;
  readonly figure: string;
  readonly unit: string;
  readonly children: ReactNode;
}

function Card({ to, title, icon, figure, unit, children }: CardProps) {
  return (
    <Link href={to} className="kpi">
      <span className="name">
        {title}
        <Icon name={icon} />
      </span>
      <span className="fig">
        {figure} <small>{unit}</small>
      </span>
      <span className="def">{children}</span>
    </Link>
  );
}

export function FigureCards({ view, asked }: { readonly view: CityView; readonly asked: CityAsked }) {
  const say = useWords();
  const wordsOf = useFigureWords();
  const { total, lives, standing, stale } = view;
  const search = searchOf(asked);
  const connected = lives.up + lives.silent + lives.resting;
  const rate = shareText(total.matches, total.referrals);
  const rows = (figure: string) => `/city/rows?figure=${figure}&${search}`;
  return (
    <div className="kpis">
      <Card
        to={`/city/lives?life=${lives.silent > 0 ? 'silent' : 'up'}&${search}`}
        title={say('city.online')}
        icon="pulse"
        figure={numberText(lives.up)}
        unit={say('city.ofConnected', { count: numberText(connected) })}
      >
        <b className={lives.silent > 0 ? 'over' : ''}>{say('city.silentCount', { count: numberText(lives.silent) })}</b>
        {say('city.silentMeans')}
        {say('city.restingNever', { resting: numberText(lives.resting), never: numberText(lives.never) })}
      </Card>
      {(['visits', 'visitors'] as const).map((figure) => (
        <Card
          key={figure}
          to={rows(figure)}
          title={wordsOf(figure).name}
          icon={figure === 'visits' ? 'hand-waving' : 'users-three'}
          figure={numberText(total[figure])}
          unit={wordsOf(figure).unit}
        >
          {wordsOf(figure).definition}
        </Card>
      ))}
      <Card
        to={rows('matches')}
        title={wordsOf('matches').name}
        icon="handshake"
        figure={numberText(total.matches)}
        unit={wordsOf('matches').unit}
      >
        {say('city.matchesOf', { referrals: numberText(total.referrals) })}
        <b>{rate === null ? say('city.noRate') : say('city.rate', { rate })}</b>
        {say('city.rateMeans')}
      </Card>
      <Card
        to={`/city/stale?${search}`}
        title={say('city.staleRate')}
        icon="clock-countdown"
        figure={shareText(stale, standing) ?? '－'}
        unit="%"
      >
        {say('city.staleOf', { standing: numberText(standing) })}
        <b>{say('city.staleCount', { stale: numberText(stale) })}</b>
        {say('city.staleMeans')}
      </Card>
    </div>
  );
}
