/** A person of the staff: name and what they may do. */
import { useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icon.tsx';
import { Writing } from '../../../components/writing.tsx';

export interface PersonDraft {
  readonly name: string;
  readonly manager: boolean;
  readonly phones: boolean;
}

interface PersonSheetProps {
  readonly title: string;
  readonly before: PersonDraft;
  leave(): void;
  done(draft: PersonDraft): void;
}

export function PersonSheet({ title, before, leave, done }: PersonSheetProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(before);
  const tick = (which: 'manager' | 'phones', word: string) => (
    <Button
      className={draft[which] ? 'key wrap on' : 'key wrap'}
      aria-pressed={draft[which]}
      onPress={() => setDraft({ ...draft, [which]: !draft[which] })}
    >
      {draft[which] && <Icon name="check" />}
      {word}
    </Button>
  );
  return (
    <ModalOverlay className="veil desk" isOpen onOpenChange={leave} isDismissable>
      <Modal>
        <Dialog className="sheet" aria-label={title}>
          <h2>{title}</h2>
          <Writing
            label={t('desk.settings.people.name')}
            hint={t('desk.settings.people.name')}
            value={draft.name}
            longest={20}
            onChange={(name) => setDraft({ ...draft, name })}
          />
          {tick('manager', t('desk.settings.people.mayManage'))}
          {tick('phones', t('desk.settings.people.mayExport'))}
          <Button className="key main" isDisabled={draft.name.trim() === ''} onPress={() => done(draft)}>
            <Icon name="check" />
            {t('desk.settings.save')}
          </Button>
          <Button className="key line" onPress={leave}>
            {t('common.back')}
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
