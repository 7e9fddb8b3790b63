import * as decoding from 'lib0/decoding'
import type { Limits } from './limits.ts'
import { Refusal } from './refusal.ts'

export interface Id {
  client: number
  clock: number
}

/** One struct of an update, as far as a page allows any. */
export interface Struct {
  clock: number
  length: number
  origin: Id | null
  rightOrigin: Id | null
  /** The root's name and key, given only when there is no origin to take them from. */
  root: string | null
  key: string | null
  kind: 'text' | 'mark' | 'deleted'
  /** A mark's values, the newest last: Yjs puts several in one struct when one browser set a mark again and again. */
  values: readonly string[]
}

export interface ReadUpdate {
  /** Who wrote the structs; null when there are none. */
  client: number | null
  /** In clock order, without gaps between them. */
  structs: Struct[]
  deletes: { client: number; from: number; to: number }[]
}

/** Content kinds of Yjs (`Item.content.getRef`) by what we call them in a refusal. */
const contentNames = ['GC', '', 'JSON', 'binary', '', 'embed', 'format', 'type', '', 'document', 'skip']

/**
 * Reads a Yjs update (v1) strictly and without applying it: stops at the first thing a page never holds, makes no
 * Yjs object, and allocates no more than was sent. The bytes may only mean to Yjs what they mean here: one client's
 * structs at most, nothing after the end. Throws Refusal; lib0 throws on malformed bytes.
 */
export function readUpdate(bytes: Uint8Array, limits: Limits): ReadUpdate {
  const decoder = decoding.createDecoder(bytes)
  const clients = decoding.readVarUint(decoder)
  if (clients > 1) throw new Refusal('structs of several clients')
  const { client, structs } = clients === 1 ? readStructs(decoder, limits) : { client: null, structs: [] }
  const deletes = readDeletes(decoder, limits)
  if (decoding.hasContent(decoder)) throw new Refusal('bytes after the end')
  return { client, structs, deletes }
}

function readStructs(decoder: decoding.Decoder, limits: Limits): { client: number; structs: Struct[] } {
  const count = decoding.readVarUint(decoder)
  if (count === 0 || count > limits.structs) throw new Refusal('too many structs')
  const client = decoding.readVarUint(decoder)
  let clock = decoding.readVarUint(decoder)
  const structs: Struct[] = []
  let text = 0
  let deleted = 0
  for (let index = 0; index < count; index += 1) {
    const struct = readStruct(decoder, clock)
    structs.push(struct)
    clock += struct.length
    if (struct.kind === 'deleted') deleted += struct.length
    else text += struct.length
    if (text > limits.newText || deleted > limits.newDeleted) throw new Refusal('too much at once')
  }
  if (!Number.isSafeInteger(clock)) throw new Refusal('a clock beyond counting')
  return { client, structs }
}

function readStruct(decoder: decoding.Decoder, clock: number): Struct {
  if (!decoding.hasContent(decoder)) throw new Refusal('ends too early')
  const info = decoding.readUint8(decoder)
  const origin = (info & 0x80) !== 0 ? readId(decoder) : null
  const rightOrigin = (info & 0x40) !== 0 ? readId(decoder) : null
  let root: string | null = null
  let key: string | null = null
  if (!origin && !rightOrigin) {
    if (decoding.readVarUint(decoder) !== 1) throw new Refusal('a nested type')
    root = decoding.readVarString(decoder)
    if ((info & 0x20) !== 0) key = decoding.readVarString(decoder)
  }
  return { clock, origin, rightOrigin, root, key, ...readContent(decoder, info & 0x1f) }
}

function readId(decoder: decoding.Decoder): Id {
  return { client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder) }
}

function readContent(decoder: decoding.Decoder, ref: number): Pick<Struct, 'kind' | 'length' | 'values'> {
  if (ref === 1) return { kind: 'deleted', length: atLeastOne(decoding.readVarUint(decoder)), values: [] }
  if (ref === 4) {
    return { kind: 'text', length: atLeastOne(decoding.readVarString(decoder).length), values: [] }
  }
  if (ref !== 8) throw new Refusal(`content of kind ${contentNames[ref] ?? 'unknown'}`)
  const values: string[] = []
  for (let left = atLeastOne(decoding.readVarUint(decoder)); left > 0; left -= 1) {
    // Looked at before it is read: an object or a nested array is never built.
    if (!decoding.hasContent(decoder) || decoding.readUint8(decoder) !== 119)
      throw new Refusal('a mark that is no text')
    values.push(decoding.readVarString(decoder))
  }
  return { kind: 'mark', length: values.length, values }
}

function atLeastOne(length: number): number {
  if (length < 1) throw new Refusal('an empty struct')
  return length
}

function readDeletes(decoder: decoding.Decoder, limits: Limits): ReadUpdate['deletes'] {
  const deletes: ReadUpdate['deletes'] = []
  const clients = decoding.readVarUint(decoder)
  for (let index = 0; index < clients; index += 1) {
    const client = decoding.readVarUint(decoder)
    const count = decoding.readVarUint(decoder)
    for (let range = 0; range < count; range += 1) {
      const from = decoding.readVarUint(decoder)
      const to = from + atLeastOne(decoding.readVarUint(decoder))
      deletes.push({ client, from, to })
      if (deletes.length > limits.deleteRanges) throw new Refusal('too many deletions')
    }
  }
  // In order, whatever order they were told in: ranges put in from the back move all others, every time.
  return deletes.sort((one, other) => one.client - other.client || one.from - other.from)
}
