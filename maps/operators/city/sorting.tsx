/** Tables in the order one asks for: a press on a heading sorts by it, another one turns it round. */
import { type ReactNode, useState } from 'react';
import { Icon } from '../parts/icon.tsx';

export interface Order<K extends string> {
  readonly by: K;
  readonly down: boolean;
}

/** Numbers and words each among themselves; equal ones stay in their order. */
export function sorted<T>(rows: readonly T[], orderOf: (row: T) => number | string, down: boolean): T[] {
  const sign = down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [orderOf(a), orderOf(b)];
    if (typeof x === 'string' && typeof y === 'string') return sign * x.localeCompare(y, 'zh');
    return x === y ? 0 : x < y ? -sign : sign;
  });
}

export function useOrder<K extends string>(by: K, down: boolean) {
  const [order, setOrder] = useState<Order<K>>({ by, down });
  /** Words begin at the beginning, numbers with the largest. */
  const press = (column: K, words = false) =>
    setOrder(order.by === column ? { by: column, down: !order.down } : { by: column, down: !words });
  return { order, press };
}

interface HeadProps<K extends string> {
  readonly column: K;
  readonly order: Order<K>;
  readonly onPress: (column: K) => void;
  readonly children: ReactNode;
  readonly right?: boolean;
}

export function SortHead<K extends string>({ column, order, onPress, children, right = false }: HeadProps<K>) {
  const here = order.by === column;
  return (
    <th scope="col" className={right ? 'r' : ''} aria-sort={here ? (order.down ? 'descending' : 'ascending') : 'none'}>
      <button type="button" className="sorter" onClick={() => onPress(column)}>
        {children}
        {here && <Icon name={order.down ? 'caret-down' : 'caret-up'} />}
      </button>
    </th>
  );
}
