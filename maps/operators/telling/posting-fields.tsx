/** The form of a posting. */

import { trades } from '../../../shared/domain/trade-catalogue.ts';
import { payUnits, settlements } from '../../../shared/domain/wage.ts';
import { addDays, workDayOf } from '../../../shared/domain/work-day.ts';
import { useWords } from '../messages.ts';
import { Choice, Field } from '../parts/field.tsx';
import { Box } from '../parts/page.tsx';
import type { Answer, PostingDraft, PostingFaults } from './posting-draft.ts';

interface Props {
  readonly draft: PostingDraft;
  readonly onChange: (draft: PostingDraft) => void;
  /** Empty until somebody tried to send. */
  readonly faults: PostingFaults;
}

/** From today; with today they are the thirty that a posting may stand. */
const farthestDays = 29;

export function PostingFields({ draft, onChange, faults }: Props) {
  const say = useWords();
  const put = <K extends keyof PostingDraft>(field: K, fault?: keyof PostingFaults) => {
    const found = fault && faults[fault];
    const change = (value: PostingDraft[K]) => onChange({ ...draft, [field]: value });
    return { value: draft[field], onChange: change, fault: found ? say(found) : null };
  };
  const today = workDayOf(Date.now());
  const answers = (yes: string, no: string): readonly (readonly [Answer, string])[] => [
    ['', say('telling.unsaid')],
    ['yes', yes],
    ['no', no],
  ];
  return (
    <>
      <Box title={say('telling.what')} icon="handshake">
        <div className="two-fields">
          <Choice
            label={say('posting.trade')}
            {...put('trade', 'trade')}
            choices={[
              ['', say('telling.chooseTrade')],
              ...trades.map(({ code }) => [String(code), say(`trade.${code}` as 'trade.101')] as const),
            ]}
          />
          <Field label={say('posting.title')} hint={say('telling.titleHint')} {...put('title', 'title')} longest={40} />
        </div>
        <Field label={say('posting.content')} hint={say('telling.contentHint')} {...put('content', 'content')} longest={500} lines={3} />
        <Field
          label={say('posting.conditions')}
          hint={say('telling.conditionsHint')}
          {...put('conditions', 'conditions')}
          longest={200}
          lines={2}
        />
        <div className="three-fields">
          <Field label={say('posting.headcount')} {...put('headcount', 'headcount')} inputMode="numeric" longest={3} />
          <Choice label={say('posting.meals')} {...put('meals')} choices={answers(say('telling.mealsYes'), say('telling.mealsNo'))} />
          <Choice
            label={say('posting.tools')}
            {...put('tools')}
            choices={[
              ['', say('telling.unsaid')],
              ['provided', say('telling.provided')],
              ['own', say('telling.own')],
            ]}
          />
        </div>
      </Box>
      <Box title={say('telling.pay')} icon="table">
        <div className="three-fields">
          <Field label={say('telling.payMin')} {...put('payMin', 'wage')} inputMode="decimal" longest={9} />
          <Field label={say('telling.payMax')} hint={say('telling.payMaxHint')} {...put('payMax')} inputMode="decimal" longest={9} />
          <Choice
            label={say('telling.payUnit')}
            {...put('payUnit')}
            choices={payUnits.map((unit) => [unit, say(`payUnit.${unit}`)] as const)}
          />
        </div>
        <div className="two-fields">
          <Choice
            label={say('posting.settlement')}
            {...put('settlement')}
            choices={[['', say('telling.unsaid')], ...settlements.map((one) => [one, say(`settlement.${one}`)] as const)]}
          />
          <Choice label={say('posting.insurance')} {...put('insurance')} choices={answers(say('presence.yes'), say('presence.no'))} />
        </div>
      </Box>
      <Box title={say('telling.when')} icon="clock-countdown">
        <div className="two-fields">
          <Field label={say('posting.workDate')} hint={say('telling.dayHint')} {...put('workDate', 'workDate')} type="date" longest={10} />
          <Field label={say('posting.durationDays')} {...put('durationDays', 'durationDays')} inputMode="numeric" longest={3} />
        </div>
        <div className="two-fields">
          <Field label={say('posting.startMinute')} {...put('start', 'startMinute')} type="time" longest={5} />
          <Field label={say('posting.endMinute')} hint={say('telling.endHint')} {...put('end', 'endMinute')} type="time" longest={5} />
        </div>
        <Field label={say('posting.place')} hint={say('telling.placeHint')} {...put('place', 'place')} longest={80} />
      </Box>
      <Box title={say('telling.who')} icon="phone">
        <Field label={say('posting.employer')} {...put('employer', 'employer')} longest={60} />
        <div className="two-fields">
          <Field
            label={say('posting.contactPhone')}
            hint={say('telling.phoneHint')}
            {...put('contactPhone', 'contactPhone')}
            type="tel"
            longest={20}
          />
          <Field label={say('posting.contactName')} {...put('contactName', 'contactName')} longest={20} />
        </div>
        <Field
          label={say('telling.validDay')}
          hint={say('telling.validHint', { last: addDays(today, farthestDays) })}
          {...put('validDay', 'validThroughMs')}
          type="date"
          longest={10}
        />
      </Box>
    </>
  );
}
