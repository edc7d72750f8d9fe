/**
 * A number that equal values share and others share once in four billion: for telling by mistake exchanged inputs apart,
 * not for security. Values are equal when their structured clones are, with the members of objects in any order and those
 * that are `undefined` left out. Shared memory and objects of the host (a Blob, a port) count as themselves, not by
 * what they hold.
 */
export function fingerprint(value: unknown): number {
  return ofValue(value, new Map());
}

/** Objects that were met: their fingerprints, or at first how deep they lie, for those that hold themselves. */
type Met = Map<object, number>;

function ofValue(value: unknown, met: Met): number {
  if (typeof value === 'number') return withNumber(1, value);
  if (typeof value === 'string') return ofText(2, value);
  if (typeof value !== 'object') return ofText(3, `${typeof value} ${String(value)}`);
  if (value === null) return 4;
  const known = met.get(value);
  if (known !== undefined) return known;
  met.set(value, met.size);
  const found = ofObject(value, met);
  met.set(value, found);
  return found;
}

function ofObject(value: object, met: Met): number {
  if (Array.isArray(value)) return ofList(5, value, met);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return ofMembers(value, met);
  if (ArrayBuffer.isView(value)) return ofView(value);
  if (value instanceof ArrayBuffer) return ofView(new Uint8Array(value));
  if (value instanceof Date) return withNumber(6, value.getTime());
  if (value instanceof RegExp) return ofText(7, String(value));
  if (value instanceof Error) return ofText(8, String(value));
  if (value instanceof Map) return ofList(9, [...value].flat(), met);
  if (value instanceof Set) return ofList(10, [...value], met);
  return Object.keys(value).length > 0 ? ofMembers(value, met) : identityOf(value);
}

function ofList(seed: number, list: readonly unknown[], met: Met): number {
  let hash = mix(seed, list.length);
  for (let i = 0; i < list.length; i += 1) hash = mix(hash, ofValue(list[i], met));
  return hash;
}

/** A sum, so that the order of the members does not count. */
function ofMembers(value: object, met: Met): number {
  let sum = 11;
  for (const name of Object.keys(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (member !== undefined) sum = (sum + spread(mix(ofText(12, name), ofValue(member, met)))) | 0;
  }
  return sum;
}

function ofView(view: ArrayBufferView): number {
  const kind = ofText(13, Object.prototype.toString.call(view));
  if (!(view.buffer instanceof ArrayBuffer))
    return mix(mix(mix(kind, identityOf(view.buffer)), view.byteOffset), view.byteLength);
  let hash = mix(kind, view.byteLength);
  if (view instanceof Float64Array || view instanceof Float32Array) {
    for (let i = 0; i < view.length; i += 1) hash = withNumber(hash, view[i]!);
    return hash;
  }
  const data = new DataView(view.buffer, view.byteOffset, view.byteLength);
  const wholeEnd = data.byteLength - (data.byteLength % 4);
  for (let at = 0; at < wholeEnd; at += 4) hash = mix(hash, data.getInt32(at, true));
  for (let at = wholeEnd; at < data.byteLength; at += 1) hash = mix(hash, data.getUint8(at));
  return hash;
}

const identities = new WeakMap<object, number>();
let identityCount = 0;

function identityOf(value: object): number {
  const known = identities.get(value);
  if (known !== undefined) return known;
  identityCount += 1;
  const identity = mix(14, identityCount);
  identities.set(value, identity);
  return identity;
}

function ofText(seed: number, text: string): number {
  let hash = mix(seed, text.length);
  for (let i = 0; i < text.length; i += 1) hash = mix(hash, text.charCodeAt(i));
  return hash;
}

const float = new Float64Array(1);
const words = new Int32Array(float.buffer);

/** NaN has many bit patterns and one meaning. */
function withNumber(hash: number, value: number): number {
  if (Number.isNaN(value)) return mix(hash, 15);
  float[0] = value;
  return mix(mix(hash, words[0]!), words[1]!);
}

/** A step of MurmurHash3 (A. Appleby, 2011, public domain), 32 bit. */
function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const next = hash ^ k;
  return (Math.imul((next << 13) | (next >>> 19), 5) + 0xe6546b64) | 0;
}

/** The end of MurmurHash3: every bit comes to depend on every bit. */
function spread(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
