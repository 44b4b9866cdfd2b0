/** A share as a bar. */
interface MeterProps {
  /** 0 to 1 of the bar. */
  readonly share: number;
  /** A line across it, 0 to 1. */
  readonly mark?: number;
  readonly over?: boolean;
}

export function Meter({ share, mark, over = false }: MeterProps) {
  const width = Math.min(1, Math.max(0, share)) * 104;
  return (
    <svg className={over ? 'meter over' : 'meter'} viewBox="0 0 104 12" preserveAspectRatio="none" aria-hidden="true">
      <rect className="ground" y="1" width="104" height="10" rx="2" />
      <rect y="1" width={width} height="10" rx="2" />
      {mark !== undefined && <path d={`M${mark * 104} 0v12`} />}
    </svg>
  );
}
