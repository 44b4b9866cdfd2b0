/**
 * Cuts a GeoJSON FeatureCollection that comes in pieces into the texts of its features, without ever holding the whole: strings and
 * brackets are followed character by character, JSON.parse is left to each feature. It knows where a file ends too early.
 */
import { FileFaultError } from './import-fault.ts';

/** A feature of more is no point with some words. */
const longestFeature = 1024 * 1024;

const [quote, backslash, newline] = [0x22, 0x5c, 0x0a];
const [openBrace, closeBrace, openBracket, closeBracket, colon, comma] = [0x7b, 0x7d, 0x5b, 0x5d, 0x3a, 0x2c];
const isSpace = (unit: number) => unit === 0x20 || unit === newline || unit === 0x0d || unit === 0x09;

export class FeatureSplitter {
  /** Open braces and brackets. */
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** The last string that ended in the outermost object, and whether a colon made it a key. */
  #word = '';
  #key = '';
  #place: 'before' | 'members' | 'features' | 'after' = 'before';
  #found = false;
  /** The text so far of the feature, or of a string among the members. */
  #held = '';
  #line = 1;
  #column = 0;
  /** Features handed on. */
  count = 0;

  /** Features that are complete with this piece. @throws FileFaultError */
  push(piece: string): string[] {
    const features: string[] = [];
    let from = this.#holding() ? 0 : -1;
    for (let at = 0; at < piece.length; at++) {
      const unit = piece.charCodeAt(at);
      if (unit === newline) {
        this.#line += 1;
        this.#column = 0;
      } else this.#column += 1;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (unit === backslash) this.#escaped = true;
        else if (unit === quote) {
          this.#inString = false;
          if (this.#place === 'members' && this.#depth === 1) {
            this.#word = this.#held + piece.slice(from, at);
            this.#held = '';
            from = -1;
          }
        }
        continue;
      }
      if (unit === quote) {
        this.#inString = true;
        if (this.#place === 'before' || this.#place === 'after' || (this.#place === 'features' && this.#depth === 2)) this.#refuse();
        if (this.#place === 'members' && this.#depth === 1) from = at + 1;
      } else if (unit === openBrace || unit === openBracket) {
        if (this.#place === 'before') {
          if (unit === openBracket) this.#refuseOther();
          this.#place = 'members';
        } else if (this.#place === 'members' && this.#depth === 1 && this.#key === 'features' && unit === openBracket) {
          this.#place = 'features';
          this.#found = true;
        } else if (this.#place === 'features' && this.#depth === 2) {
          if (unit === openBracket) this.#refuse();
          from = at;
        } else if (this.#place === 'after') this.#refuse();
        this.#depth += 1;
      } else if (unit === closeBrace || unit === closeBracket) {
        this.#depth -= 1;
        if (this.#place === 'features' && this.#depth === 2) {
          features.push(this.#held + piece.slice(from, at + 1));
          this.#held = '';
          from = -1;
          this.count += 1;
        } else if (this.#place === 'features' && this.#depth < 2) {
          if (unit === closeBrace) this.#refuse();
          this.#place = 'members';
          this.#key = '';
        } else if (this.#depth === 0) this.#place = 'after';
      } else if (this.#place === 'members' && this.#depth === 1) {
        if (unit === colon) this.#key = this.#word;
        else if (unit === comma) this.#key = '';
      } else if (!isSpace(unit) && (this.#place === 'before' || this.#place === 'after')) this.#refuse();
      else if (!isSpace(unit) && unit !== comma && this.#place === 'features' && this.#depth === 2) this.#refuse();
    }
    if (from >= 0) {
      this.#held += piece.slice(from);
      if (this.#held.length > longestFeature) {
        throw new FileFaultError('feature_too_large', `第 ${this.count + 1} 个点写得太长（超过 1 MB），不像是一个点。${this.#where()}`);
      }
    }
    return features;
  }

  /** @throws FileFaultError where the file ended too early, or held no features at all */
  end(): void {
    if (this.#place === 'before') throw new FileFaultError('file_empty', '文件是空的，没有内容可以导入。');
    if (this.#depth > 0 || this.#inString) {
      const until = this.#found ? `前面有 ${this.count} 个完整的点，第 ${this.count + 1} 个断了` : '还没有到点的部分';
      const message = `文件不完整：在${this.#where()}突然结束，${until}。可能没有下载完或没有拷贝完，请重新取一次文件。`;
      throw new FileFaultError('json_truncated', message);
    }
    if (!this.#found) this.#refuseOther();
  }

  #holding(): boolean {
    if (this.#place === 'features') return this.#depth > 2;
    return this.#place === 'members' && this.#depth === 1 && this.#inString;
  }

  #where(): string {
    return `第 ${this.#line} 行第 ${this.#column} 个字`;
  }

  #refuse(): never {
    throw new FileFaultError('json_invalid', `${this.#where()}不是正确的 JSON。请从原来的软件重新导出一次 GeoJSON。`);
  }

  #refuseOther(): never {
    throw new FileFaultError(
      'geojson_features_missing',
      '这是 JSON，但不是 GeoJSON 的 FeatureCollection（没有 features）。请导出为 GeoJSON，或者另存为 CSV。',
    );
  }
}
