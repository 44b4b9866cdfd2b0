import { create } from 'qrcode';

const quiet = 4;

/** A QR of plain text as one path of whole modules. Its SVG is the field with the quiet zone; the code is `share` of it. */
export function Qr({ text, label, margin = quiet }: { readonly text: string; readonly label: string; readonly margin?: number }) {
  const { data, size } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const rows = [];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!data[y * size + x]) continue;
      let end = x + 1;
      while (end < size && data[y * size + end]) end++;
      rows.push(`M${x} ${y}h${end - x}v1h${x - end}z`);
      x = end;
    }
  }
  const side = size + 2 * margin;
  return (
    <svg className="qr" viewBox={`${-margin} ${-margin} ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path fill="#fff" d={`M${-margin} ${-margin}h${side}v${side}h${-side}z`} />
      <path d={rows.join('')} />
    </svg>
  );
}

/** Modules of the code for a text: what a field of a given width must be divided by. */
export function qrSize(text: string): number {
  return create(text, { errorCorrectionLevel: 'M' }).modules.size;
}
