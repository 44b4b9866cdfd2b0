/** A figure set by touch: small steps outside, large ones beside them. */
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icon.tsx';

interface StepperProps {
  readonly label: string;
  readonly value: number;
  readonly shown: string;
  readonly small: number;
  readonly large: number;
  readonly least: number;
  readonly most: number;
  onChange(value: number): void;
}

export function Stepper({ label, value, shown, small, large, least, most, onChange }: StepperProps) {
  const { t } = useTranslation();
  const step = (by: number) => {
    const next = Math.min(most, Math.max(least, value + by));
    return (
      <Button
        className="key"
        aria-label={t(by < 0 ? 'desk.matches.less' : 'desk.matches.more', { label, by: Math.abs(by) })}
        isDisabled={next === value}
        onPress={() => onChange(next)}
      >
        <Icon name={by < 0 ? 'minus' : 'plus'} />
        {Math.abs(by)}
      </Button>
    );
  };
  return (
    <div className="stepper" role="group" aria-label={label}>
      {step(-large)}
      {step(-small)}
      <output className="num">{shown}</output>
      {step(small)}
      {step(large)}
    </div>
  );
}
