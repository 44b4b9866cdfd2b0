/** What is wrong with a file's rows, or was taken differently: row, column, what the matter is. */
import { useState } from 'react';
import type { ImportReport } from '../api/shapes.ts';
import { useLanguage, useWords, wordFor } from '../messages.ts';
import { Key } from '../parts/key.tsx';
import { Box } from '../parts/page.tsx';
import { withoutCommands } from './choices.ts';

interface Props {
  readonly title: string;
  readonly icon: string;
  readonly format: ImportReport['format'];
  readonly findings: ImportReport['faults'];
  /** Folded until somebody wants to see it. */
  readonly quiet?: boolean;
}

const atFirst = 20;

export function Findings({ title, icon, format, findings, quiet = false }: Props) {
  const say = useWords();
  const language = useLanguage();
  const [isOpen, setOpen] = useState(!quiet);
  const [all, setAll] = useState(false);
  const count = Object.values(findings.counts).reduce((sum, one) => sum + one, 0);
  const kept = [...findings.kept].sort((a, b) => a.row - b.row);
  const shown = all ? kept : kept.slice(0, atFirst);
  const kindOf = (code: string) => wordFor('finding', code) ?? code;
  return (
    <Box title={title} icon={icon} count={count}>
      <ul className="kinds">
        {Object.entries(findings.counts).map(([code, ofKind]) => (
          <li key={code}>
            {kindOf(code)} <b>{ofKind}</b>
          </li>
        ))}
      </ul>
      {isOpen ? (
        <div className="scroll">
          <table className="list">
            <thead>
              <tr>
                <th scope="col">{say(format === 'csv' ? 'import.row' : 'import.point')}</th>
                <th scope="col">{say('import.column')}</th>
                <th scope="col">{say('import.rule')}</th>
                {language === 'zh' && <th scope="col">{say('import.what')}</th>}
              </tr>
            </thead>
            <tbody>
              {shown.map(({ row, column, code, message }, at) => (
                <tr key={at}>
                  <td className="num">{row}</td>
                  <td>{column ?? say('import.wholeRow')}</td>
                  <td>{kindOf(code)}</td>
                  {language === 'zh' && <td>{withoutCommands(message)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <div className="acts">
          <Key small onPress={() => setOpen(true)}>
            {say('import.show')}
          </Key>
        </div>
      )}
      {isOpen && shown.length < kept.length && (
        <div className="acts">
          <Key small onPress={() => setAll(true)}>
            {say('import.showAll', { count: kept.length })}
          </Key>
        </div>
      )}
      {isOpen && count > kept.length && <p className="hint">{say('import.notAll', { count: count - kept.length })}</p>}
    </Box>
  );
}
