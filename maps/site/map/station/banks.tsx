/** Power banks: how many, how many free places, how old the figure is. Older than five minutes it is not shown at all. */
import { Say } from '../say.tsx';
import type { Banks } from '../station-view.ts';

export function BankAge({ minutes }: { readonly minutes: number }) {
  return minutes < 1 ? <Say k="age.now" /> : <Say k="age.minutes" values={{ count: minutes }} />;
}

export function BanksSection({ banks: { available, slots, faulty, ageMinutes } }: { readonly banks: Banks }) {
  return (
    <section className="sec">
      <h2>
        <Say k="amenity.power_bank" />{' '}
        <small className="n">
          <BankAge minutes={ageMinutes} />
        </small>
      </h2>
      <div className="banks">
        <Figure count={available} k="banks.available" />
        <Figure count={slots} k="banks.slots" />
        {faulty > 0 && <Figure count={faulty} k="banks.faulty" />}
      </div>
    </section>
  );
}

function Figure({ count, k }: { readonly count: number; readonly k: 'banks.available' | 'banks.slots' | 'banks.faulty' }) {
  return (
    <div>
      <b className="n">
        {count}{' '}
        <small>
          <Say k="banks.unit" />
        </small>
      </b>
      <span>
        <Say k={k} />
      </span>
    </div>
  );
}
