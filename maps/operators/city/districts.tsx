/** The city's districts: each number opens what it counts there. */
import { Link } from 'wouter';
import { useWords } from '../messages.ts';
import { Meter } from './meter.tsx';
import { type CityAsked, searchOf } from './range.ts';
import type { CityDistrict, CityView } from './shapes.ts';
import { SortHead, sorted, useOrder } from './sorting.tsx';
import { numberText, shareText } from './words.ts';

/** From here on a share of stale postings is too much. */
export const staleLimit = 0.1;
const columns = ['name', 'up', 'visits', 'matches', 'stale'] as const;
type Column = (typeof columns)[number];

const nameOf = ({ district }: CityDistrict) => district.at(-1) ?? '';

function orderOf(row: CityDistrict, column: Column): number | string {
  switch (column) {
    case 'name':
      return nameOf(row);
    case 'up':
      return row.lives.up;
    case 'stale':
      return row.standing === 0 ? -1 : row.stale / row.standing;
    default:
      return row.figures[column];
  }
}

export function Districts({ view, asked }: { readonly view: CityView; readonly asked: CityAsked }) {
  const say = useWords();
  const { order, press } = useOrder<Column>('visits', true);
  const heads = {
    name: say('stations.district'),
    up: say('city.up'),
    visits: say('city.visitsShort'),
    matches: say('city.matchesShort'),
    stale: say('city.staleShort'),
  };
  const rows = sorted(view.byDistrict, (row) => orderOf(row, order.by), order.down);
  return (
    <table className="list tight districts">
      <thead>
        <tr>
          {columns.map((column) => (
            <SortHead key={column} column={column} order={order} right={column !== 'name'} onPress={(one) => press(one, one === 'name')}>
              {heads[column]}
            </SortHead>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const { district, lives, figures, standing, stale } = row;
          const share = standing === 0 ? 0 : stale / standing;
          const over = share > staleLimit;
          const there = searchOf(asked, { path: district });
          const name = nameOf(row) || say('city.noDistrict');
          const label = (what: string, shown: string) => `${name} ${what} ${shown}`;
          return (
            <tr key={district.join('/')}>
              <th scope="row">{district.length > 0 ? <Link href={`/city?${there}`}>{name}</Link> : name}</th>
              <td className="r nb">
                <Link
                  href={`/city/lives?life=${lives.silent > 0 ? 'silent' : 'up'}&${there}`}
                  aria-label={label(heads.up, String(lives.up))}
                >
                  {lives.up}
                </Link>
                <span className="mute"> / {lives.up + lives.silent + lives.resting}</span>
              </td>
              <td className="r">
                <Link href={`/city/rows?figure=visits&${there}`} aria-label={label(heads.visits, numberText(figures.visits))}>
                  {numberText(figures.visits)}
                </Link>
              </td>
              <td className="r">
                <Link href={`/city/rows?figure=matches&${there}`} aria-label={label(heads.matches, numberText(figures.matches))}>
                  {numberText(figures.matches)}
                </Link>
              </td>
              <td className="r nb">
                <Meter share={share / (2 * staleLimit)} mark={0.5} over={over} />
                <Link
                  className={over ? 'pc over' : 'pc'}
                  href={`/city/stale?${there}`}
                  aria-label={label(heads.stale, `${shareText(stale, standing) ?? '－'} %`)}
                >
                  {over && '▲ '}
                  {shareText(stale, standing) ?? '－'} %
                </Link>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
