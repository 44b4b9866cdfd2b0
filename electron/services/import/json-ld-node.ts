/**
 * JSON-LD as a tree that can be asked for schema.org terms, however they are spelt: `title`, `schema:title`,
 * `https://schema.org/title`, a value or `{"@value": …}`, a node in place or `{"@id": …}` elsewhere in the file. This is no
 * JSON-LD processor: contexts are not fetched (a station has no business calling the network), other vocabularies not resolved.
 */
export type LdNode = string | number | boolean | null | readonly LdNode[] | ReadonlyMap<string, LdNode>;

/** Deeper than any posting is nested; a file that nests deeper is cut off there. */
const deepest = 24;

const isMap = (node: LdNode | undefined): node is ReadonlyMap<string, LdNode> => node instanceof Map;

const shortTerm = (term: string) => term.replace(/^(https?:\/\/schema\.org\/|schema:)/, '');

function toNode(value: unknown, depth: number): LdNode {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null || depth > deepest) return null;
  if (Array.isArray(value)) return value.map((item) => toNode(item, depth + 1));
  if (Object.hasOwn(value, '@value')) return toNode((value as Record<string, unknown>)['@value'], depth + 1);
  return new Map(Object.entries(value).map(([key, item]) => [shortTerm(key), toNode(item, depth + 1)]));
}

export interface LdDocument {
  /** The nodes at the top: a single one, a list, or those of @graph. */
  readonly tops: readonly ReadonlyMap<string, LdNode>[];
  /** The first value of a term below a node, references followed; also along a path (`baseSalary.value`). */
  get(node: LdNode | undefined, path: string): LdNode | undefined;
}

const first = (node: LdNode | undefined): LdNode | undefined => (Array.isArray(node) ? node.find((item) => item !== null) : node);

export function readLdDocument(json: unknown): LdDocument {
  const root = toNode(json, 0);
  const roots = (Array.isArray(root) ? root : [root]).filter(isMap);
  const tops = roots.flatMap((top) => {
    const graph = top.get('@graph');
    return graph === undefined ? [top] : (Array.isArray(graph) ? graph : [graph]).filter(isMap);
  });
  const byId = new Map(tops.map((top) => [top.get('@id'), top]));

  function follow(node: LdNode | undefined): LdNode | undefined {
    const one = first(node);
    return isMap(one) && one.has('@id') && [...one.keys()].every((key) => key.startsWith('@')) ? (byId.get(one.get('@id')) ?? one) : one;
  }
  return {
    tops,
    get: (node, path) =>
      path.split('.').reduce<LdNode | undefined>((at, term) => (isMap(at) ? follow(at.get(term)) : undefined), follow(node)),
  };
}

/** What stands at a node as text; of a node with parts, its name. */
export function ldText(node: LdNode | undefined): string | undefined {
  const one = first(node);
  if (isMap(one)) return ldText(one.get('name') ?? one.get('description'));
  if (one === undefined || one === null) return undefined;
  // JSON has rounded it: shown so that the reader of figures and ids refuses it.
  if (typeof one === 'number' && Number.isInteger(one) && !Number.isSafeInteger(one)) return one.toExponential();
  return String(one);
}

export function hasType(node: ReadonlyMap<string, LdNode>, type: string): boolean {
  const types = node.get('@type');
  return (Array.isArray(types) ? types : [types]).some((name) => typeof name === 'string' && shortTerm(name) === type);
}
