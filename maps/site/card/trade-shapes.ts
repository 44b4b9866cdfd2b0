/** The trades' pictograms, put in by the build (vite.config.ts); a file of its own, as most answers need none of them. */
export interface Shape {
  /** The filled part under the line. */
  readonly tone: string;
  readonly line: string;
}

declare const __TRADE_SHAPES__: Readonly<Record<string, Shape>>;

export const tradeShapes = __TRADE_SHAPES__;
