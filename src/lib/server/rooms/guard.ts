import { holdsKeySafeCode } from '../../reablement/key-safe.ts'
import { isLegalMark, isMarkKey } from '../../page/marks.ts'
import { readRoot } from '../../page/roots.ts'
import type { Limits } from './limits.ts'
import type { IndexChange, Newest, PageIndex } from './page-index.ts'
import { Ranges } from './ranges.ts'
import type { Range } from './ranges.ts'
import { readUpdate } from './read-update.ts'
import type { Id, ReadUpdate, Struct } from './read-update.ts'
import { Refusal } from './refusal.ts'

/** What somebody else's text or marks lose by an update; watched over time. */
export interface Loss {
  /** Visible characters lost, by episode. */
  notes: Map<string, number>
  /** Episodes where a mark was taken away and not set anew. */
  cleared: Set<string>
}

/** A mark that an update sets, or takes away (empty value). */
export interface MarkChange {
  spot: number
  value: string
  /** Set by two people at once: only the document can say which of them shows. */
  contested: boolean
}

export interface Change extends IndexChange {
  marks: Map<number, MarkChange>
  /** Episodes whose note was written in. */
  written: Set<string>
  loss: Loss
}

/** `ahead`: it builds on what this client has not sent yet, as happens before its first sync step 2. */
export type Verdict = { is: 'change'; change: Change } | { is: 'nothing' } | { is: 'ahead' }

export interface GuardParts {
  index: PageIndex
  limits: Limits
  /** Is this an episode of the service? */
  knows: (episode: string) => boolean
}

/**
 * Judges one update of the connection that writes as `client`, without applying it and without changing the index.
 * Throws Refusal when the page must not take it.
 */
export function judge(bytes: Uint8Array, client: number, parts: GuardParts): Verdict {
  const update = read(bytes, parts.limits)
  if (update.client !== null && update.client !== client) throw new Refusal('another client id')
  return new Judgement(client, update, parts).verdict()
}

function read(bytes: Uint8Array, limits: Limits): ReadUpdate {
  try {
    return readUpdate(bytes, limits)
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('unreadable')
  }
}

/** One update on trial: what it would add, beside the index it is added to. */
class Judgement {
  readonly #client: number
  readonly #update: ReadUpdate
  readonly #parts: GuardParts
  readonly #index: PageIndex
  /** The clock from which this update is new. */
  readonly #known: number
  readonly #fresh: { from: number; to: number; spot: number; visible: boolean }[] = []
  /** Deleted by this update already: naming a range twice counts once. */
  readonly #taken = new Map<number, Ranges>()
  readonly #change: Change

  constructor(client: number, update: ReadUpdate, parts: GuardParts) {
    this.#client = client
    this.#update = update
    this.#parts = parts
    this.#index = parts.index
    this.#known = parts.index.next(client)
    this.#change = {
      client,
      inserts: [],
      deletes: [],
      growth: new Map(),
      newest: new Map(),
      marks: new Map(),
      written: new Set(),
      loss: { notes: new Map(), cleared: new Set() },
    }
  }

  verdict(): Verdict {
    const first = this.#update.structs[0]
    if (first && first.clock > this.#known) return { is: 'ahead' }
    for (const struct of this.#update.structs) this.#weigh(struct)
    for (const range of this.#update.deletes) {
      if (!this.#delete(range)) return { is: 'ahead' }
    }
    this.#checkLengths()
    const { inserts, deletes } = this.#change
    return inserts.length + deletes.length > 0 ? { is: 'change', change: this.#change } : { is: 'nothing' }
  }

  #weigh(struct: Struct): void {
    const spot = this.#spotOf(struct)
    this.#checkContent(struct, spot)
    const to = struct.clock + struct.length
    if (to <= this.#known) return
    const from = Math.max(struct.clock, this.#known)
    // Yjs hangs the new part of a half-known struct behind its known part, whatever the struct says.
    if (from > struct.clock && this.#index.spotOf({ client: this.#client, clock: from - 1 }) !== spot) {
      throw new Refusal('an overlap in another place')
    }
    this.#insert(struct, { from, to, spot })
  }

  /** Where a struct goes: where its neighbours are, or where it says when it has none. */
  #spotOf(struct: Struct): number {
    const left = struct.origin ? this.#spotOfId(struct.origin) : null
    const right = struct.rightOrigin ? this.#spotOfId(struct.rightOrigin) : null
    if (left !== null && right !== null && left !== right) throw new Refusal('neighbours in different places')
    return left ?? right ?? this.#namedSpot(struct)
  }

  #spotOfId(id: Id): number {
    const spot =
      id.client === this.#client && id.clock >= this.#known
        ? this.#fresh[this.#freshAt(id.clock)]?.spot
        : this.#index.spotOf(id)
    if (spot === undefined || spot === null) throw new Refusal('an unknown neighbour')
    return spot
  }

  /**
   * Where in #fresh this clock is; past its end when it is not there. The runs follow each other without gaps, and
   * are found by halving: one update may hold a thousand of them and twenty thousand deletions.
   */
  #freshAt(clock: number): number {
    let low = 0
    let high = this.#fresh.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#fresh[middle]?.to ?? 0) <= clock) low = middle + 1
      else high = middle
    }
    return low
  }

  #namedSpot({ root: name, key }: Struct): number {
    const root = name === null ? null : readRoot(name)
    if (!root || !this.#parts.knows(root.episode)) throw new Refusal('an unknown root')
    if (root.kind === 'note' ? key !== null : key === null || !isMarkKey(key))
      throw new Refusal('an unknown key')
    return this.#index.number({ ...root, key })
  }

  #checkContent(struct: Struct, spot: number): void {
    const { kind, key } = this.#index.spot(spot)
    if (struct.kind === 'deleted') return
    if (kind === 'note') {
      if (struct.kind !== 'text') throw new Refusal('something that is no text, in a note')
      return
    }
    const { values } = struct
    if (struct.kind !== 'mark' || !values.every((value) => isLegalMark(key ?? '', value)))
      throw new Refusal('an unknown mark')
    if (key === 'raised' && values.some(holdsKeySafeCode)) throw new Refusal('a key-safe code')
  }

  #insert(struct: Struct, run: { from: number; to: number; spot: number }): void {
    const { kind, episode } = this.#index.spot(run.spot)
    const visible = struct.kind !== 'deleted'
    this.#change.inserts.push(run)
    this.#fresh.push({ ...run, visible })
    if (!visible) this.#change.deletes.push({ client: this.#client, from: run.from, to: run.to })
    if (kind === 'marks') this.#setMark(struct, run)
    else {
      this.#change.written.add(episode)
      if (visible) this.#grow(run.spot, run.to - run.from)
    }
  }

  #setMark(struct: Struct, { to, spot }: { to: number; spot: number }): void {
    const shown = this.#newest(spot)
    const { origin } = struct
    const follows = origin ? shown?.client === origin.client && shown.clock === origin.clock : shown === null
    const contested =
      !follows || struct.rightOrigin !== null || this.#change.marks.get(spot)?.contested === true
    const alive = struct.kind === 'mark'
    this.#change.newest.set(spot, { client: this.#client, clock: to - 1, alive })
    this.#change.marks.set(spot, { spot, value: struct.values.at(-1) ?? '', contested })
  }

  #newest(spot: number): Newest | null {
    return this.#change.newest.get(spot) ?? this.#index.newest(spot)
  }

  /** False when it reaches into what this client has not sent yet. */
  #delete({ client, from, to }: { client: number; from: number; to: number }): boolean {
    const known = this.#index.next(client)
    const end = client === this.#client ? Math.max(known, this.#fresh.at(-1)?.to ?? 0) : known
    if (to > end) {
      if (client === this.#client) return false
      throw new Refusal('a deletion of something unknown')
    }
    const taken = this.#takenOf(client)
    for (const piece of taken.missing(from, to)) this.#deletePiece(client, piece, known)
    taken.add(from, to)
    return true
  }

  #takenOf(client: number): Ranges {
    const taken = this.#taken.get(client) ?? new Ranges()
    this.#taken.set(client, taken)
    return taken
  }

  #deletePiece(client: number, { from, to }: Range, known: number): void {
    if (to > known) this.#deleteFresh(Math.max(from, known), to)
    if (from >= known) return
    for (const range of this.#index.undeleted(client, from, Math.min(to, known))) {
      this.#change.deletes.push({ client, ...range })
      for (const piece of this.#index.pieces(client, range.from, range.to)) this.#lose(client, piece, true)
    }
  }

  /** Typed and deleted again before it was sent. */
  #deleteFresh(from: number, to: number): void {
    this.#change.deletes.push({ client: this.#client, from, to })
    for (let at = this.#freshAt(from); at < this.#fresh.length; at += 1) {
      const run = this.#fresh[at]
      if (!run || run.from >= to) break
      const piece = { from: Math.max(from, run.from), to: Math.min(to, run.to), spot: run.spot }
      if (run.visible) this.#lose(this.#client, piece, false)
    }
  }

  #lose(client: number, piece: { from: number; to: number; spot: number }, known: boolean): void {
    const { kind, episode } = this.#index.spot(piece.spot)
    const { loss, written } = this.#change
    const characters = piece.to - piece.from
    if (kind === 'note') {
      this.#grow(piece.spot, -characters)
      written.add(episode)
      if (known) loss.notes.set(episode, (loss.notes.get(episode) ?? 0) + characters)
      return
    }
    const shown = this.#newest(piece.spot)
    if (!shown?.alive || shown.client !== client || shown.clock < piece.from || shown.clock >= piece.to)
      return
    this.#change.newest.set(piece.spot, { ...shown, alive: false })
    const contested = this.#change.marks.get(piece.spot)?.contested === true
    this.#change.marks.set(piece.spot, { spot: piece.spot, value: '', contested })
    if (known) loss.cleared.add(episode)
  }

  #grow(spot: number, more: number): void {
    this.#change.growth.set(spot, (this.#change.growth.get(spot) ?? 0) + more)
  }

  #checkLengths(): void {
    for (const [spot, more] of this.#change.growth) {
      if (more > 0 && this.#index.length(spot) + more > this.#parts.limits.note)
        throw new Refusal('a note too long')
    }
  }
}
