/** From seeing a posting to work, and the other figures with what they count. */
import { Link } from 'wouter';
import type { CityFigure } from '../../../shared/domain/city-figures.ts';
import { useWords } from '../messages.ts';
import { Meter } from './meter.tsx';
import { type CityAsked, searchOf } from './range.ts';
import type { CityView } from './shapes.ts';
import { numberText, shareText, useFigureWords } from './words.ts';

interface Props {
  readonly view: CityView;
  readonly asked: CityAsked;
}

const steps = ['shown', 'touched', 'referrals', 'matches'] as const;

export function Funnel({ view: { total }, asked }: Props) {
  const say = useWords();
  const wordsOf = useFigureWords();
  return (
    <>
      <h2>
        {say('city.funnel')}
        <span className="legend">{say('city.ofStepBefore')}</span>
      </h2>
      <table className="list tight funnel">
        <thead className="vh">
          <tr>
            <th scope="col">{say('city.step')}</th>
            <th scope="col">{say('city.count')}</th>
            <th scope="col" colSpan={2}>
              {say('city.ofStepBefore')}
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((figure, at) => {
            const before = steps[at - 1];
            const whole = before === undefined ? 0 : total[before];
            const share = shareText(total[figure], whole);
            return (
              <tr key={figure}>
                <th scope="row">{figure === 'matches' ? say('city.matchesShort') : wordsOf(figure).name}</th>
                <td className="r big">
                  <FigureLink figure={figure} count={total[figure]} asked={asked} />
                </td>
                <td>{share !== null && <Meter share={total[figure] / whole} over />}</td>
                <td className="r nb">{share === null ? '' : <b>{share} %</b>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

const others = ['registrations', 'cards', 'postings', 'wanted', 'matched', 'stale'] as const;

export function OtherFigures({ view: { total }, asked }: Props) {
  const say = useWords();
  const wordsOf = useFigureWords();
  return (
    <>
      <h2 className="second">{say('city.others')}</h2>
      <dl className="others">
        {others.map((figure) => (
          <div key={figure}>
            <dt>{wordsOf(figure).name}</dt>
            <dd className="big">
              <FigureLink figure={figure} count={total[figure]} asked={asked} /> <small>{wordsOf(figure).unit}</small>
            </dd>
            <dd className="def">{wordsOf(figure).definition}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function FigureLink({ figure, count, asked }: { readonly figure: CityFigure; readonly count: number; readonly asked: CityAsked }) {
  const wordsOf = useFigureWords();
  return (
    <Link href={`/city/rows?figure=${figure}&${searchOf(asked)}`} aria-label={`${wordsOf(figure).name} ${numberText(count)}`}>
      {numberText(count)}
    </Link>
  );
}
