/** Province, city, district: each from what there is under the one before. */
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import { type DistrictCount, districtList } from '../api/shapes.ts';
import { type MessageKey, useWords } from '../messages.ts';
import { Choice } from '../parts/field.tsx';

/** The words that may follow `path`, with the number of stations under each. */
export function nextWords(
  districts: readonly DistrictCount[],
  path: readonly string[],
): readonly (readonly [word: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const { district, count } of districts) {
    const word = district[path.length];
    if (word === undefined || path.some((one, at) => one !== district[at])) continue;
    counts.set(word, (counts.get(word) ?? 0) + count);
  }
  return [...counts];
}

const levels: readonly MessageKey[] = ['stations.province', 'stations.city', 'stations.district'];

interface Props {
  readonly path: readonly string[];
  readonly onChange: (path: readonly string[]) => void;
}

export function DistrictChoice({ path, onChange }: Props) {
  const say = useWords();
  const districts = useQuery({ queryKey: ['districts'], queryFn: () => ask(districtList, 'GET /api/desk/districts'), staleTime: 60_000 });
  const all = districts.data?.districts ?? [];
  return levels.map((level, at) => {
    const words = at <= path.length ? nextWords(all, path.slice(0, at)) : [];
    if (words.length === 0) return null;
    const choices = [['', say(level)] as const, ...words.map(([word, count]) => [word, `${word} ${count}`] as const)];
    return (
      <Choice
        key={level}
        quiet
        label={say(level)}
        value={path[at] ?? ''}
        choices={choices}
        onChange={(word) => onChange(word === '' ? path.slice(0, at) : [...path.slice(0, at), word])}
      />
    );
  });
}
