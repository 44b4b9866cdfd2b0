/** A chart and the table behind it: the key turns one into the other. The rows of the table open what they count. */
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icon.tsx';

export interface TableRow {
  readonly key: string;
  readonly cells: readonly string[];
  /** Opens what the row counts; null where there is nothing to open. */
  readonly open: (() => void) | null;
}

interface ChartBoxProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly heads: readonly string[];
  readonly rows: readonly TableRow[];
  readonly children: ReactNode;
}

export function ChartBox({ title, note, heads, rows, children }: ChartBoxProps) {
  const { t } = useTranslation();
  const [table, setTable] = useState(false);
  const word = t(table ? 'desk.reports.asChart' : 'desk.reports.asTable');
  return (
    <figure className="box chart">
      <figcaption>
        <h2>{title}</h2>
        <span className="chart-note">{note}</span>
        <Button className="key" aria-pressed={table} aria-label={`${word} ${title}`} onPress={() => setTable(!table)}>
          <Icon name={table ? 'chart-bar' : 'list-bullets'} />
          {word}
        </Button>
      </figcaption>
      {table ? (
        <table className="report-table">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells: [name = '', ...numbers], open }) => (
              <tr key={key}>
                <th scope="row">
                  {open ? (
                    <Button className="table-open" onPress={open}>
                      {name}
                      <Icon name="caret-right" />
                    </Button>
                  ) : (
                    name
                  )}
                </th>
                {numbers.map((number, at) => (
                  <td key={heads[at + 1]}>{number}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        children
      )}
    </figure>
  );
}
