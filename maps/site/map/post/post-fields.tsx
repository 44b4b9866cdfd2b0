/** Items that are written: each with its number, which becomes a tick, and the sentence of what is wrong with it. */
import { type ReactNode, useId } from 'react';
import { Icon } from '../icon.tsx';
import { type Draft, type Item, items, longest } from './draft.ts';
import { usePostWords } from './post-words.ts';

export interface FieldProps {
  readonly draft: Draft;
  readonly nowMs: number;
  readonly isDone: boolean;
  /** The sentence under it; null while nothing is wrong with it, or nobody has pressed the key. */
  readonly fault: string | null;
  change(part: Partial<Draft>): void;
}

interface FieldsetProps {
  readonly item: Item;
  readonly title: string;
  readonly isDone: boolean;
  readonly fault: string | null;
  readonly note?: string;
  readonly children: ReactNode;
}

export function Fieldset({ item, title, isDone, fault, note, children }: FieldsetProps) {
  const oops = useId();
  return (
    <fieldset className="fieldset" data-item={item} aria-describedby={fault === null ? undefined : oops}>
      <legend className="vh">{title}</legend>
      <p className="legend" aria-hidden="true">
        <span className={isDone ? 'num d' : 'num'}>
          {isDone ? <Icon name="check-line" className="plainline" /> : items.indexOf(item) + 1}
        </span>
        {title}
        {note !== undefined && <small>{note}</small>}
      </p>
      {children}
      {fault !== null && (
        <p className="oops" id={oops} role="alert">
          <Icon name="prohibit" />
          {fault}
        </p>
      )}
    </fieldset>
  );
}

export function TextItem({ draft, change, fault, isDone }: FieldProps) {
  const { words } = usePostWords();
  return (
    <Fieldset item="conditions" title={words.conditions} isDone={isDone} fault={fault}>
      <input
        className={fault === null ? 'input' : 'input bad'}
        aria-label={words.conditions}
        placeholder={words.conditionsHint}
        value={draft.conditions}
        maxLength={longest.conditions}
        onChange={(event) => change({ conditions: event.currentTarget.value })}
      />
      <p className="fine top8">{words.lawful}</p>
    </Fieldset>
  );
}

export function PlaceItem({ draft, change, fault, isDone }: FieldProps) {
  const { words } = usePostWords();
  return (
    <Fieldset item="place" title={words.place} isDone={isDone} fault={fault}>
      <input
        className={fault === null ? 'input' : 'input bad'}
        aria-label={words.place}
        placeholder={words.placeHint}
        autoComplete="street-address"
        value={draft.place}
        maxLength={longest.place}
        onChange={(event) => change({ place: event.currentTarget.value })}
      />
    </Fieldset>
  );
}

export function EmployerItem({ draft, change, fault, isDone }: FieldProps) {
  const { words } = usePostWords();
  const look = fault === null ? 'input' : 'input bad';
  return (
    <Fieldset item="employer" title={words.employer} isDone={isDone} fault={fault} note={words.employerNote}>
      <div className="pair">
        <input
          className={look}
          aria-label={words.employer}
          placeholder={words.employerHint}
          autoComplete="organization"
          value={draft.employer}
          maxLength={longest.employer}
          onChange={(event) => change({ employer: event.currentTarget.value })}
        />
        <input
          className={look}
          aria-label={words.phone}
          placeholder={words.phoneHint}
          type="tel"
          autoComplete="tel-national"
          value={draft.phone}
          maxLength={20}
          onChange={(event) => change({ phone: event.currentTarget.value })}
        />
      </div>
    </Fieldset>
  );
}
