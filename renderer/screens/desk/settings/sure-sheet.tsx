/** Asks once before what cannot be taken back. */
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';

interface SureProps {
  readonly open: boolean;
  readonly ask: string;
  readonly word: string;
  leave(): void;
  act(): void;
}

export function SureSheet({ open, ask, word, leave, act }: SureProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay className="veil desk" isOpen={open} onOpenChange={leave} isDismissable>
      <Modal>
        <Dialog className="sheet" aria-label={word}>
          <h2>{ask}</h2>
          <Button
            className="key main"
            onPress={() => {
              act();
              leave();
            }}
          >
            {word}
          </Button>
          <Button className="key line" onPress={leave}>
            {t('common.back')}
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
