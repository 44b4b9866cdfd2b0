/** Keys for Chinese: letters below, what they may mean above. Never the system's keyboard. What may be written is the caller's. */
import { useEffect, useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PinyinTable } from '../pinyin/build-table.ts';
import { createPinyin } from '../pinyin/candidates.ts';
import { Icon } from './icon.tsx';
import './chinese-keys.css';

const typewriter = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const alphabet = ['abcdefghij', 'klmnopqrs', 'tuvwxyz'];
const charactersOnPage = 5;
const longestTyped = 40;

let table: Promise<PinyinTable> | undefined;
const loadTable = () => (table ??= import('../pinyin/table.json').then((file) => file.default as unknown as PinyinTable));

interface ChineseKeysProps {
  /** What is being written: 名字 */
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
  /** Whether a text may stand; what would make another is not taken. */
  accepts(value: string): boolean;
  /** Whether letters are typed that are no character yet. */
  onSpelling?(spelling: boolean): void;
  /** Characters above the letters, row by row: figures, commas. */
  readonly rows?: readonly string[];
}

export function ChineseKeys({ label, value, onChange, accepts, onSpelling, rows = [] }: ChineseKeysProps) {
  const { t } = useTranslation();
  const [known, setKnown] = useState<PinyinTable | null>(null);
  const [typed, setTyped] = useState('');
  const [latin, setLatin] = useState(false);
  const [ordered, setOrdered] = useState(false);
  const [page, setPage] = useState(0);
  const pinyin = useMemo(() => known && createPinyin(known), [known]);

  useEffect(() => {
    let here = true;
    void loadTable().then((read) => here && setKnown(read));
    return () => {
      here = false;
    };
  }, []);

  const spelling = typed !== '';
  useEffect(() => onSpelling?.(spelling), [spelling, onSpelling]);

  const found = pinyin?.find(typed);
  const add = (text: string) => accepts(value + text) && onChange(value + text);
  const type = (letter: string) => {
    if (latin) {
      add(letter.toUpperCase());
      return;
    }
    setPage(0);
    setTyped((before) => (before.length < longestTyped ? before + letter : before));
  };
  const take = (text: string, rest: string) => {
    add(text);
    setTyped(rest);
    setPage(0);
  };
  const remove = () => {
    setPage(0);
    if (typed !== '') setTyped(typed.slice(0, -1));
    else onChange([...value].slice(0, -1).join(''));
  };

  const names = page === 0 ? (found?.names ?? []) : [];
  const characters = found?.characters ?? [];
  const shown = characters.slice(page * charactersOnPage, (page + 1) * charactersOnPage);
  const pages = Math.ceil(characters.length / charactersOnPage);
  const unreadable = typed !== '' && found !== undefined && characters.length === 0;

  return (
    <div className="spell">
      <div className="typed" aria-live="polite">
        <span className="mute">{label}</span>
        <b className="so-far">{value === '' ? '　' : value}</b>
        {(found?.syllables ?? (typed === '' ? [] : [typed])).map((syllable, at) => (
          <b key={at}>{syllable}</b>
        ))}
      </div>
      <div className="cands" role="group" aria-label={t('keys.candidates')}>
        {unreadable && <p className="toast wait">{t('keys.noCharacter')}</p>}
        {!unreadable &&
          Array.from({ length: 4 }, (_, at) => {
            const one = names[at];
            return one ? (
              <Button key={`name ${at}`} className="key w" onPress={() => take(one.text, one.rest)}>
                {one.text}
              </Button>
            ) : (
              <span key={`name ${at}`} className="w place" />
            );
          })}
        {!unreadable &&
          Array.from({ length: charactersOnPage }, (_, at) => {
            const one = shown[at];
            return one ? (
              <Button key={`character ${at}`} className="key" onPress={() => take(one.text, one.rest)}>
                {one.text}
              </Button>
            ) : (
              <span key={`character ${at}`} className="place" />
            );
          })}
        {!unreadable && (
          <Button className="key fnx" isDisabled={pages < 2} onPress={() => setPage((page + 1) % pages)}>
            {t('keys.moreCharacters')}
            <Icon name="caret-right" />
          </Button>
        )}
      </div>
      <div className="keys">
        {rows.map((characters) => (
          <div key={characters}>
            {[...characters].map((character) => (
              <Button key={character} className="key" onPress={() => add(character)}>
                {character}
              </Button>
            ))}
          </div>
        ))}
        {(ordered ? alphabet : typewriter).map((row, number) => (
          <div key={row}>
            {[...row].map((letter) => (
              <Button key={letter} className="key" onPress={() => type(letter)}>
                {latin ? letter.toUpperCase() : letter}
              </Button>
            ))}
            {number === 2 && (
              <Button className="key fn" onPress={remove}>
                <Icon name="backspace" />
                {t('keys.delete')}
              </Button>
            )}
          </div>
        ))}
        <div>
          <Button className="key fn" onPress={() => setOrdered(!ordered)}>
            {t(ordered ? 'keys.typewriter' : 'keys.alphabet')}
          </Button>
          <Button
            className={latin ? 'key fn on' : 'key fn'}
            aria-pressed={latin}
            onPress={() => {
              setLatin(!latin);
              setTyped('');
            }}
          >
            {t('keys.latin')}
          </Button>
          <Button className="key fn" isDisabled={latin} onPress={() => type("'")}>
            {t('keys.separator')}
          </Button>
          <Button className="key fn" isDisabled={typed !== '' || value === ''} onPress={() => add('·')}>
            {t('keys.dot')}
          </Button>
          <Button
            className="key fn"
            onPress={() => {
              setTyped('');
              onChange('');
            }}
          >
            {t('keys.clear')}
          </Button>
        </div>
      </div>
    </div>
  );
}
