import * as Y from 'yjs'
import { readRoot } from '../../page/roots.ts'
import type { Root } from '../../page/roots.ts'
import { Ranges } from './ranges.ts'
import type { Range } from './ranges.ts'
import type { Id } from './read-update.ts'

/** Where on a page a struct lives: in a note, or under one key of somebody's marks. */
export interface Spot extends Root {
  key: string | null
}

/** The newest struct under a key of the marks: the one whose value shows, unless it is deleted. */
export interface Newest extends Id {
  alive: boolean
}

/** What an accepted update does to the index. Spots are the index's own numbers. */
export interface IndexChange {
  client: number
  inserts: { from: number; to: number; spot: number }[]
  deletes: { client: number; from: number; to: number }[]
  /** By spot: visible characters more or fewer. */
  growth: Map<number, number>
  newest: Map<number, Newest>
}

/** One client's structs: run n covers clocks from `starts[n]` to the next start, all in `spots[n]`. */
interface Written {
  starts: number[]
  spots: number[]
  next: number
  deleted: Ranges
}

/**
 * What the guard must know of a page to judge an edit, without a Y.Doc on the way of every keystroke:
 * which spot each id lives in, what is deleted, how long each note is, and which mark shows.
 */
export class PageIndex {
  readonly #written = new Map<number, Written>()
  readonly #spots: Spot[] = []
  readonly #numbers = new Map<string, number>()
  readonly #lengths = new Map<number, number>()
  readonly #newest = new Map<number, Newest>()

  /** Reads a whole document. Throws when it holds what the guard would never have let in. */
  static of(doc: Y.Doc): PageIndex {
    const index = new PageIndex()
    const roots = new Map<unknown, Root>()
    for (const [name, type] of doc.share) {
      const root = readRoot(name)
      if (!root) continue
      roots.set(type, root)
      for (const [key, item] of type._map) index.#takeNewest({ ...root, key }, item)
    }
    for (const [client, structs] of doc.store.clients) {
      for (const struct of structs) index.#take(client, struct, roots)
    }
    return index
  }

  #take(client: number, struct: Y.Item | Y.GC, roots: Map<unknown, Root>): void {
    const root = struct instanceof Y.Item ? roots.get(struct.parent) : undefined
    if (!(struct instanceof Y.Item) || !root) {
      throw new Error(`struct ${String(client)}:${String(struct.id.clock)} is in no known root`)
    }
    const spot = this.number({ ...root, key: struct.parentSub })
    const { clock } = struct.id
    this.#insert(client, clock, clock + struct.length, spot)
    if (struct.deleted) this.#of(client).deleted.add(clock, clock + struct.length)
    else this.#grow(spot, struct.length)
  }

  #takeNewest(spot: Spot, item: Y.Item): void {
    const { client, clock } = item.lastId
    this.#newest.set(this.number(spot), { client, clock, alive: !item.deleted })
  }

  /** The number of a spot; a new one when it has none yet. */
  number(spot: Spot): number {
    const name = `${spot.kind}:${spot.episode}:${spot.key ?? ''}`
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    this.#numbers.set(name, this.#spots.length)
    return this.#spots.push(spot) - 1
  }

  spot(number: number): Spot {
    const spot = this.#spots[number]
    if (!spot) throw new Error(`no spot ${String(number)}`)
    return spot
  }

  /** The clock this client writes next; everything below it is known. */
  next(client: number): number {
    return this.#written.get(client)?.next ?? 0
  }

  stateVector(): Map<number, number> {
    return new Map([...this.#written].map(([client, written]) => [client, written.next]))
  }

  /** The spot an id lives in, or null when the id is unknown. */
  spotOf({ client, clock }: Id): number | null {
    const written = this.#written.get(client)
    if (!written || clock >= written.next) return null
    return written.spots[runAt(written.starts, clock)] ?? null
  }

  length(spot: number): number {
    return this.#lengths.get(spot) ?? 0
  }

  newest(spot: number): Newest | null {
    return this.#newest.get(spot) ?? null
  }

  /** The parts of a known range that nobody has deleted yet. */
  undeleted(client: number, from: number, to: number): Range[] {
    return this.#written.get(client)?.deleted.missing(from, to) ?? [{ from, to }]
  }

  /** The spots a known range lies in, piece by piece. */
  pieces(client: number, from: number, to: number): (Range & { spot: number })[] {
    const written = this.#written.get(client)
    const found: (Range & { spot: number })[] = []
    if (!written) return found
    for (let run = runAt(written.starts, from), at = from; at < to; run += 1) {
      const spot = written.spots[run]
      if (spot === undefined) break
      const end = Math.min(to, written.starts[run + 1] ?? written.next)
      found.push({ from: at, to: end, spot })
      at = end
    }
    return found
  }

  apply(change: IndexChange): void {
    for (const { from, to, spot } of change.inserts) this.#insert(change.client, from, to, spot)
    for (const { client, from, to } of change.deletes) this.#of(client).deleted.add(from, to)
    for (const [spot, more] of change.growth) this.#grow(spot, more)
    for (const [spot, newest] of change.newest) this.#newest.set(spot, newest)
  }

  /** Says which mark shows after all, once the document has settled a contest. */
  settle(spot: number, newest: Newest): void {
    this.#newest.set(spot, newest)
  }

  #of(client: number): Written {
    const known = this.#written.get(client)
    if (known) return known
    const fresh: Written = { starts: [], spots: [], next: 0, deleted: new Ranges() }
    this.#written.set(client, fresh)
    return fresh
  }

  #insert(client: number, from: number, to: number, spot: number): void {
    const written = this.#of(client)
    if (from !== written.next)
      throw new Error(`client ${String(client)} has a gap at ${String(written.next)}`)
    if (written.spots.at(-1) !== spot) {
      written.starts.push(from)
      written.spots.push(spot)
    }
    written.next = to
  }

  #grow(spot: number, more: number): void {
    this.#lengths.set(spot, this.length(spot) + more)
  }
}

/** Index of the last start at or below this clock. */
function runAt(starts: number[], clock: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((starts[middle] ?? Infinity) <= clock) low = middle
    else high = middle - 1
  }
  return low
}
