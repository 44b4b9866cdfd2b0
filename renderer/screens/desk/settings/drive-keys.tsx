/** A key for each drive that is plugged in. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { sizeText } from '../postings/size-text.ts';

const drivesEveryMs = 3000;

interface DriveKeysProps {
  word(name: string): string;
  readonly isDisabled: boolean;
  choose(driveId: string): void;
}

export function DriveKeys({ word, isDisabled, choose }: DriveKeysProps) {
  const { t } = useTranslation();
  const listed = useQuery({
    queryKey: ['desk', 'care.drives'],
    queryFn: () => api['care.drives']({}),
    refetchInterval: drivesEveryMs,
    gcTime: 0,
  });
  const drives = listed.data?.drives ?? [];
  if (drives.length === 0) return <p className="mute">{t('desk.settings.care.noDrive')}</p>;
  return drives.map((drive) => (
    <Button key={drive.id} className="key wrap" isDisabled={isDisabled} onPress={() => choose(drive.id)}>
      <Icon name="usb" />
      {word(drive.name)}
      <span className="nb">{t('desk.settings.care.free', { size: sizeText(drive.freeBytes) })}</span>
    </Button>
  ));
}
