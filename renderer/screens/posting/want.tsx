/** 我想去: asks staff to refer the worker. Whoever the station does not know yet gets a card first, or shows theirs. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '../../api/station.ts';
import { Icon } from '../../components/icon.tsx';
import { useAsking } from '../../session/idle-watch.tsx';
import { useSession } from '../../session/session.tsx';

export function Want({ postingId }: { readonly postingId: string }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { id: sessionId, issued, scanned } = useSession();
  const asking = useAsking();
  const [unknown, setUnknown] = useState(false);
  const want = useMutation({ mutationFn: () => api['referral.request']({ sessionId, postingId }) });

  if (want.isSuccess) {
    return (
      <p className="toast want" role="status">
        <Icon name="check-circle" />
        {t('card.goAsked')}
      </p>
    );
  }
  return (
    <>
      <Button
        className={want.isPending ? 'key main want busy' : want.isError ? 'key bad want' : 'key main want'}
        onPress={() => {
          if (issued === null && scanned === null) setUnknown(true);
          else if (!want.isPending) want.mutate();
        }}
      >
        <Icon name={want.isPending ? 'circle-notch' : 'hand-palm'} />
        <span>
          {t('card.go')}
          <small>{t(want.isError ? 'card.failed' : 'card.goSub')}</small>
        </span>
      </Button>
      <ModalOverlay className="veil" isOpen={unknown && !asking} onOpenChange={setUnknown} isDismissable>
        <Modal>
          <Dialog className="sheet" aria-label={t('card.goWho')}>
            <h2>{t('card.goWho')}</h2>
            <Button className="key main" onPress={() => go('/register')}>
              <Icon name="identification-card" />
              <span>
                {t('card.goRegister')}
                <small>{t('card.goRegisterSub')}</small>
              </span>
            </Button>
            <p className="note">
              <Icon name="qr-code" />
              <span>
                <b>{t('card.goScan')}</b> {t('card.goScanSub')}
                {t('common.comma')}
                {t('card.goStaff')}
              </span>
            </p>
            <Button className="key line" onPress={() => setUnknown(false)}>
              {t('common.close')}
            </Button>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}
