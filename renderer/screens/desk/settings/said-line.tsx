/** What the desk says of what it did. */
import { Icon } from '../../../components/icon.tsx';
import type { Said } from '../desk-printing.ts';

export function SaidLine({ said }: { readonly said: Said | null }) {
  if (!said) return null;
  return (
    <p className={`toast ${said.tone}`} role="status">
      <Icon name={said.tone === 'bad' ? 'warning' : said.tone === 'wait' ? 'clock' : 'check-circle'} />
      {said.text}
    </p>
  );
}
