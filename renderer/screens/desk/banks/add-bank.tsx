/** A code that no bank has: the number painted on it is chosen, and it is in the stock. */
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icon.tsx';
import { Stepper } from '../postings/editor-fields.tsx';

interface AddBankProps {
  readonly code: string;
  readonly nextLabel: number;
  readonly busy: boolean;
  add(label: number): void;
  leave(): void;
}

export function AddBank({ code, nextLabel, busy, add, leave }: AddBankProps) {
  const { t } = useTranslation();
  const [label, setLabel] = useState(nextLabel);
  return (
    <section className="box">
      <h2>
        <Icon name="plus" />
        {t('desk.banks.new')}
      </h2>
      <p className="mute bank-code">{t('desk.banks.newSub', { code })}</p>
      <Stepper
        value={label}
        min={1}
        max={999}
        steps={[1, 10]}
        start={nextLabel}
        text={t('desk.banks.label', { label })}
        change={setLabel}
      />
      <div className="day-keys">
        <Button className="key main" isDisabled={busy} onPress={() => add(label)}>
          <Icon name="check" />
          {t('desk.banks.addIt')}
        </Button>
        <Button className="key line" onPress={leave}>
          {t('common.back')}
        </Button>
      </div>
    </section>
  );
}
