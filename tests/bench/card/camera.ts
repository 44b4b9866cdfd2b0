/**
 * From paper to the grey picture that a phone's camera takes of it. Plain arithmetic on typed arrays; every number that looks
 * random comes from the caller's sequence. Grey runs from 0 (black) to 1 (white).
 */
export interface Grey {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Where the camera stands. Lengths on the paper are in dots. */
export interface View {
  /** Camera pixels a dot. */
  readonly scale: number;
  readonly rotationDegrees?: number;
  /** How much narrower the far edge of the paper is than the near one: 0.12 is 12 %. */
  readonly keystone?: number;
  /** Below this row the paper is folded away from the camera. */
  readonly foldRow?: number;
}

const table = 0.5;
const foldShortens = 0.9;
const foldShades = 0.75;

/** Mean of the paper's dots under each pixel, from a grid of sample points fine enough to meet every dot. */
export function photograph(paper: Grey, view: View): Grey {
  const angle = ((view.rotationDegrees ?? 0) * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const slope = (view.keystone ?? 0) / (2 - (view.keystone ?? 0)) / (paper.height / 2);
  const halfWidth = (Math.abs(paper.width * cos) + Math.abs(paper.height * sin)) / 2 + 12;
  const halfHeight = (Math.abs(paper.width * sin) + Math.abs(paper.height * cos)) / 2 + 12;
  const width = Math.ceil(2 * halfWidth * view.scale);
  const height = Math.ceil(2 * halfHeight * view.scale);
  const foldRow = view.foldRow ?? paper.height;
  const grid = Math.max(2, Math.ceil(1.5 / view.scale));
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let sample = 0; sample < grid * grid; sample++) {
        const px = (x + ((sample % grid) + 0.5) / grid) / view.scale - halfWidth;
        const py = (y + (Math.floor(sample / grid) + 0.5) / grid) / view.scale - halfHeight;
        const turnedY = cos * py - sin * px;
        const far = turnedY / (1 - slope * turnedY);
        const column = Math.floor((cos * px + sin * py) * (1 + slope * far) + paper.width / 2);
        let row = far + paper.height / 2;
        const folded = row > foldRow;
        if (folded) row = foldRow + (row - foldRow) / foldShortens;
        row = Math.floor(row);
        if (column < 0 || row < 0 || column >= paper.width || row >= paper.height) sum += table;
        else sum += (paper.data[row * paper.width + column] as number) * (folded ? foldShades : 1);
      }
      data[y * width + x] = sum / (grid * grid);
    }
  }
  return { data, width, height };
}

/** Separable Gaussian; `sigma` in pixels; edges repeat. */
export function blur({ data, width, height }: Grey, sigma: number): Grey {
  const radius = Math.ceil(3 * sigma);
  const weights = Float32Array.from({ length: 2 * radius + 1 }, (_, at) => Math.exp(-((at - radius) ** 2) / (2 * sigma * sigma)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const pass = (from: Float32Array, length: number, lines: number, step: number, lineStep: number) => {
    const to = new Float32Array(from.length);
    for (let line = 0; line < lines; line++) {
      for (let at = 0; at < length; at++) {
        const inside = at >= radius && at + radius < length;
        let sum = 0;
        for (let tap = -radius; tap <= radius; tap++) {
          const near = inside ? at + tap : Math.min(length - 1, Math.max(0, at + tap));
          sum += (weights[tap + radius] as number) * (from[line * lineStep + near * step] as number);
        }
        to[line * lineStep + at * step] = sum / total;
      }
    }
    return to;
  };
  return { data: pass(pass(data, width, height, 1, width), height, width, width, 1), width, height };
}

/** `share` of the picture's contrast is left, about its middle. */
export function fade({ data, width, height }: Grey, share: number): Grey {
  return { data: data.map((value) => 0.5 + (value - 0.5) * share), width, height };
}

/** Gaussian noise on each pixel (Box-Muller). */
export function grain({ data, width, height }: Grey, sigma: number, random: () => number): Grey {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return { data: data.map((value) => value + sigma * normal()), width, height };
}

/** What the camera hands on: one byte a pixel. */
export interface Photo {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export function toBytes({ data, width, height }: Grey): Photo {
  const bytes = new Uint8ClampedArray(data.length);
  for (let at = 0; at < data.length; at++) bytes[at] = (data[at] as number) * 255;
  return { bytes: new Uint8Array(bytes.buffer), width, height };
}
