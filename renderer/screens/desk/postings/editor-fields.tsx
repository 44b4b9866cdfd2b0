/** Parts of the editor: everything that can be chosen is chosen by touch. */
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { LintFinding } from '../../../../shared/domain/posting-lint.ts';
import { Icon } from '../../../components/icon.tsx';
import { Finding } from './posting-words.tsx';

/** A field with its name, what the lint says of it, and whether it is not right yet. */
export function Field({
  name,
  needed = false,
  findings,
  wrong,
  children,
}: {
  readonly name: string;
  /** One of the seven, and open. */
  readonly needed?: boolean;
  readonly findings: readonly LintFinding[];
  readonly wrong?: string | null | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div className={needed ? 'field needed' : 'field'} role="group" aria-label={name}>
      <span className="lab">
        {name}
        {needed && <i className="dot" />}
      </span>
      {children}
      {wrong != null && (
        <span className="lint block" role="status">
          <Icon name="warning" />
          {wrong}
        </span>
      )}
      {findings.map((finding) => (
        <Finding key={finding.rule} finding={finding} />
      ))}
    </div>
  );
}

export interface Choice<T> {
  readonly value: T;
  readonly word: string;
}

/** One of a few; what is chosen has a tick. */
export function Choices<T>({
  choices,
  value,
  choose,
}: {
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  choose(value: T): void;
}) {
  return (
    <div className="posting-choices">
      {choices.map((choice) => {
        const on = choice.value === value;
        return (
          <Button key={choice.word} className={on ? 'key on' : 'key'} aria-pressed={on} onPress={() => choose(choice.value)}>
            {on && <Icon name="check" />}
            {choice.word}
          </Button>
        );
      })}
    </div>
  );
}

interface StepperProps {
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  /** What the keys add and take, the smallest first. */
  readonly steps: readonly number[];
  readonly text: string;
  /** What the first touch makes of nothing. */
  readonly start: number;
  change(value: number): void;
}

/** A figure between keys that take and add. */
export function Stepper({ value, min, max, steps, text, start, change }: StepperProps) {
  const { t } = useTranslation();
  const by = (step: number) => change(value === null ? start : Math.min(max, Math.max(min, value + step)));
  const key = (step: number) => (
    <Button
      key={step}
      className="key"
      aria-label={t(`desk.postings.editor.${step < 0 ? 'minus' : 'plus'}`, { count: Math.abs(step) })}
      isDisabled={value !== null && (step < 0 ? value <= min : value >= max)}
      onPress={() => by(step)}
    >
      <Icon name={step < 0 ? 'minus' : 'plus'} />
      {Math.abs(step) !== 1 && Math.abs(step)}
    </Button>
  );
  return (
    <div className="posting-stepper">
      {[...steps].reverse().map((step) => key(-step))}
      <b className="num" aria-live="polite">
        {text}
      </b>
      {steps.map((step) => key(step))}
    </div>
  );
}
