/** What is there, what is not, and what nobody said: three answers that look and read differently. */
import { type Amenity, amenities } from '../../../../shared/domain/amenity.ts';
import type { AmenityMasks } from '../../../../shared/domain/listed-station.ts';
import { Icon } from '../icon.tsx';
import { Say, useLanguage } from '../say.tsx';
import { type AmenityAnswer, amenityAnswer, amenityWord } from './amenity-words.ts';

const order: Readonly<Record<AmenityAnswer, number>> = { yes: 0, no: 1, unknown: 2 };
/** Not said of most stations, so its absence is only shown where somebody said it. */
const rare = new Set(['nursing', 'fridge', 'books', 'aed', 'haircut', 'tools', 'jobs', 'legal']);

interface FactsProps {
  readonly masks: AmenityMasks;
  readonly notes: Readonly<Record<string, string>>;
}

export function FactsSection({ masks, notes }: FactsProps) {
  useLanguage();
  const facts = amenities
    .map((amenity) => ({ amenity, answer: amenityAnswer(masks, amenity) }))
    .filter(({ amenity, answer }) => answer !== 'unknown' || !rare.has(amenity.code))
    .sort((a, b) => order[a.answer] - order[b.answer] || a.amenity.bit - b.amenity.bit);
  const there = facts.filter(({ answer }) => answer === 'yes').length;
  return (
    <section className="sec">
      <h2>
        <Say k="facts.title" />{' '}
        <small>
          <Say k="facts.count" values={{ count: there }} />
        </small>
      </h2>
      <ul className="facts">
        {facts.map(({ amenity, answer }) => (
          <Fact key={amenity.code} amenity={amenity} answer={answer} note={notes[amenity.code]} />
        ))}
      </ul>
    </section>
  );
}

interface FactProps {
  readonly amenity: Amenity;
  readonly answer: AmenityAnswer;
  readonly note: string | undefined;
}

function Fact({ amenity, answer, note }: FactProps) {
  const kind = answer === 'unknown' ? 'unk' : answer;
  return (
    <li className={`fact ${kind}`}>
      <Icon name={answer === 'yes' ? amenity.icon : answer === 'no' ? 'x-line' : 'question-line'} />
      <span>
        <b>{amenityWord(amenity.code)}</b>
        {answer === 'yes' ? (
          note && <small>{note}</small>
        ) : (
          <small>
            <Say k={answer === 'no' ? 'facts.no' : 'facts.unknown'} />
          </small>
        )}
      </span>
    </li>
  );
}
