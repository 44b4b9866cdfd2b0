/** Asks why a posting is closed or sent back: one touch of a reason does it. */
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type CloseReason, closeReasons, type PostingRow, type ReturnReason, returnReasons } from '../../../../shared/api/desk/postings.ts';

export interface Asking {
  readonly what: 'close' | 'return';
  readonly posting: Pick<PostingRow, 'id' | 'revision' | 'title'>;
}

interface ReasonSheetProps {
  readonly asking: Asking | null;
  leave(): void;
  close(posting: Asking['posting'], reason: CloseReason): void;
  giveBack(posting: Asking['posting'], reason: ReturnReason): void;
}

export function ReasonSheet({ asking, leave, close, giveBack }: ReasonSheetProps) {
  const { t } = useTranslation();
  const title = asking?.posting.title ?? '';
  return (
    <ModalOverlay className="veil desk" isOpen={asking !== null} onOpenChange={leave} isDismissable>
      <Modal>
        <Dialog
          className="sheet reasons"
          aria-label={t(asking?.what === 'return' ? 'desk.postings.returnAsk' : 'desk.postings.closeAsk', { title })}
        >
          <h2>{t(asking?.what === 'return' ? 'desk.postings.returnAsk' : 'desk.postings.closeAsk', { title })}</h2>
          {asking?.what === 'close' && <p className="mute">{t('desk.postings.closeSub')}</p>}
          <div className="reason-keys">
            {asking?.what === 'close' &&
              closeReasons.map((reason) => (
                <Button
                  key={reason}
                  className="key"
                  onPress={() => {
                    close(asking.posting, reason);
                    leave();
                  }}
                >
                  {t(`desk.postings.closeReasons.${reason}`)}
                </Button>
              ))}
            {asking?.what === 'return' &&
              returnReasons.map((reason) => (
                <Button
                  key={reason}
                  className="key"
                  onPress={() => {
                    giveBack(asking.posting, reason);
                    leave();
                  }}
                >
                  {t(`desk.postings.returnReasons.${reason}`)}
                </Button>
              ))}
          </div>
          <Button className="key line" onPress={leave}>
            {t('common.back')}
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
