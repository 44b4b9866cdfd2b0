/** The pinyin keys: letters below, what they may mean above. Never the system's keyboard. */
import { type Dispatch, useEffect, useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cardNameFault } from '../../../shared/card/card-name.ts';
import { Icon } from '../../components/icon.tsx';
import type { PinyinTable } from '../../pinyin/build-table.ts';
import { createPinyin } from '../../pinyin/candidates.ts';
import { cardName, type Telling } from './register-state.ts';

const typewriter = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const alphabet = ['abcdefghij', 'klmnopqrs', 'tuvwxyz'];
const charactersOnPage = 5;
const longestTyped = 40;

let table: Promise<PinyinTable> | undefined;
const loadTable = () => (table ??= import('../../pinyin/table.json').then((file) => file.default as unknown as PinyinTable));

export function PinyinKeys({ start, say }: { readonly start: string; readonly say: Dispatch<Telling> }) {
  const { t } = useTranslation();
  const [known, setKnown] = useState<PinyinTable | null>(null);
  const [name, setName] = useState(start);
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

  // What is still being spelt keeps the next step shut; what is there already stays when it is left.
  useEffect(() => {
    say({ what: 'name', name: cardName(name), spelling: typed !== '' });
  }, [name, typed, say]);

  const found = pinyin?.find(typed);
  const add = (text: string) => setName((before) => (cardNameFault(before + text) === null ? before + text : before));
  const type = (letter: string) => {
    if (latin) return add(letter.toUpperCase());
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
    else setName([...name].slice(0, -1).join(''));
  };

  const names = page === 0 ? (found?.names ?? []) : [];
  const characters = found?.characters ?? [];
  const shown = characters.slice(page * charactersOnPage, (page + 1) * charactersOnPage);
  const pages = Math.ceil(characters.length / charactersOnPage);
  const unreadable = typed !== '' && found !== undefined && characters.length === 0;

  return (
    <div className="spell">
      <div className="typed" aria-live="polite">
        <span className="mute">{t('register.nameSoFar')}</span>
        <b className="so-far">{name === '' ? '　' : name}</b>
        {(found?.syllables ?? (typed === '' ? [] : [typed])).map((syllable, at) => (
          <b key={at}>{syllable}</b>
        ))}
      </div>
      <div className="cands" role="group" aria-label={t('register.candidates')}>
        {unreadable && <p className="toast wait">{t('register.noCharacter')}</p>}
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
            {t('register.moreCharacters')}
            <Icon name="caret-right" />
          </Button>
        )}
      </div>
      <div className="keys">
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
                {t('register.delete')}
              </Button>
            )}
          </div>
        ))}
        <div>
          <Button className="key fn" onPress={() => setOrdered(!ordered)}>
            {t(ordered ? 'register.typewriter' : 'register.alphabet')}
          </Button>
          <Button
            className={latin ? 'key fn on' : 'key fn'}
            aria-pressed={latin}
            onPress={() => {
              setLatin(!latin);
              setTyped('');
            }}
          >
            {t('register.latin')}
          </Button>
          <Button className="key fn" isDisabled={latin} onPress={() => type("'")}>
            {t('register.separator')}
          </Button>
          <Button className="key fn" isDisabled={typed !== '' || name === ''} onPress={() => add('·')}>
            {t('register.dot')}
          </Button>
          <Button
            className="key fn"
            onPress={() => {
              setTyped('');
              setName('');
            }}
          >
            {t('register.clear')}
          </Button>
        </div>
      </div>
    </div>
  );
}
