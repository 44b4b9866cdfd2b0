/** Upright bars with a scale on the left and words under some of them. */
interface Bar {
  readonly key: string;
  /** Under the bar; empty where there is no room. */
  readonly word: string;
  readonly value: number;
}

const plot = { left: 84, right: 1080, top: 44, bottom: 380 };
const height = 430;

/** Round steps that cut the highest value in two to five. */
export function stepOf(top: number): number {
  const rough = Math.max(1, top / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  return Math.max(1, [1, 2, 5, 10].map((times) => times * power).find((step) => step >= rough) ?? rough);
}

export function Bars({ bars, label }: { readonly bars: readonly Bar[]; readonly label: string }) {
  const top = Math.max(1, ...bars.map(({ value }) => value));
  const step = stepOf(top);
  const wide = (plot.right - plot.left) / Math.max(1, bars.length);
  const yOf = (value: number) => plot.bottom - (value / top) * (plot.bottom - plot.top);
  const lines = Array.from({ length: Math.floor(top / step) }, (_, at) => (at + 1) * step);
  const highest = bars.findIndex(({ value }) => value === top && value > 0);
  return (
    <svg className="bars" viewBox={`0 0 1100 ${height}`} role="img" aria-label={label}>
      {lines.map((value) => (
        <g key={value}>
          <path d={`M${plot.left} ${yOf(value)}H${plot.right}`} className="scale" />
          <text x={plot.left - 12} y={yOf(value) + 9} textAnchor="end">
            {value}
          </text>
        </g>
      ))}
      {bars.map(({ key, word, value }, at) => {
        const x = plot.left + at * wide;
        const middle = x + wide / 2;
        return (
          <g key={key}>
            <rect x={x + wide * 0.12} y={yOf(value)} width={wide * 0.76} height={plot.bottom - yOf(value)} rx={Math.min(4, wide * 0.2)} />
            {at === highest && (
              <text x={middle} y={yOf(value) - 10} textAnchor="middle" className="most">
                {value}
              </text>
            )}
            <text x={middle} y={plot.bottom + 36} textAnchor="middle">
              {word}
            </text>
          </g>
        );
      })}
      <path d={`M${plot.left} ${plot.bottom}H${plot.right}`} className="ground" />
    </svg>
  );
}
