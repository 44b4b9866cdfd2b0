/** Photos of the door. Where and with what they were taken is removed by the hub. */
import { useMutation } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import { type DeskStation, hashed, storedStation } from '../api/shapes.ts';
import { useWords } from '../messages.ts';
import { FileField } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { Refusal } from '../parts/notice.tsx';
import { Box } from '../parts/page.tsx';

interface Props {
  readonly stored: DeskStation;
  readonly onChanged: () => void;
  readonly mayEdit: boolean;
}

const most = 6;
const kinds = 'image/jpeg,image/png,image/webp';

export function Photos({ stored: { station, updatedAtMs }, onChanged, mayEdit }: Props) {
  const say = useWords();
  const { number, name, photos } = station;
  const add = useMutation({
    mutationFn: (file: File) => ask(hashed, `PUT /api/stations/${number}/photos`, { file: { content: file, type: file.type } }),
    onSuccess: onChanged,
  });
  const remove = useMutation({
    mutationFn: (hash: string) =>
      ask(storedStation, `PATCH /api/stations/${number}`, {
        body: { photos: photos.filter((one) => one.hash !== hash), seenMs: updatedAtMs },
      }),
    onSettled: onChanged,
  });
  return (
    <Box title={say('photos.title')} icon="camera">
      {photos.length === 0 && <p className="mute">{say('photos.none')}</p>}
      <ul className="photos">
        {photos.map(({ hash }, at) => (
          <li key={hash}>
            <img src={`/photos/${hash}.jpg`} alt={say('photos.alt', { name, at: at + 1 })} loading="lazy" />
            {mayEdit && (
              <Key small label={say('photos.removeOf', { at: at + 1 })} onPress={() => remove.mutate(hash)}>
                <Icon name="trash" />
                {say('remove')}
              </Key>
            )}
          </li>
        ))}
      </ul>
      {(add.error ?? remove.error) && <Refusal error={(add.error ?? remove.error) as Error} />}
      {mayEdit && photos.length < most && (
        <FileField
          label={say('photos.add')}
          hint={say('photos.rule')}
          accept={kinds}
          file={add.isPending ? add.variables : null}
          onChange={(file) => file && add.mutate(file)}
          disabled={add.isPending}
        />
      )}
    </Box>
  );
}
