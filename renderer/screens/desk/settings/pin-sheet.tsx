/** A new PIN, typed twice: nobody can look up what was mistyped. */
import { useCallback, useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { DigitPad } from '../../../components/phone-pad.tsx';

const pinLength = 6;

interface PinSheetProps {
  readonly title: string;
  leave(): void;
  set(pin: string): void;
}

export function PinSheet({ title, leave, set }: PinSheetProps) {
  const { t } = useTranslation();
  const [pin, setPin] = useState('');
  const [first, setFirst] = useState<string | null>(null);
  const [differed, setDiffered] = useState(false);
  const remove = useCallback(() => setPin((before) => before.slice(0, -1)), []);
  const digit = (one: string) => {
    const typed = pin + one;
    setDiffered(false);
    setPin(typed);
    if (typed.length < pinLength) return;
    setPin('');
    if (first === null) return setFirst(typed);
    if (first === typed) return set(typed);
    setFirst(null);
    setDiffered(true);
  };
  const sub = differed ? 'pinDiffers' : first === null ? 'pinSub' : 'pinAgain';
  return (
    <ModalOverlay className="veil desk" isOpen onOpenChange={leave} isDismissable>
      <Modal>
        <Dialog className="sheet pin" aria-label={title}>
          <h2>{title}</h2>
          <p role="status">{t(`desk.settings.people.${sub}`)}</p>
          <div className="dots" role="img" aria-label={t('desk.pinTyped', { count: pin.length })}>
            {Array.from({ length: pinLength }, (_, place) => (
              <i key={place} className={place < pin.length ? 'on' : ''} />
            ))}
          </div>
          <DigitPad digit={digit} remove={remove} clear={() => setPin('')} />
          <Button className="key line" onPress={leave}>
            {t('common.back')}
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
