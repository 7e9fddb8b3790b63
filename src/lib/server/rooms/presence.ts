import * as decoding from 'lib0/decoding'
import { readRoot } from '../../page/roots.ts'
import type { Place, Presence, PresentColleague } from '../../page/presence.ts'
import { framed, presenceEntry, presenceFrame } from './frames.ts'

/** What a connection says of itself: `null` when it leaves; `undefined` when the message holds nothing of its own. */
export type Said = Presence | null | undefined

/**
 * Finds the connection's own state in an awareness update; everybody else's, which standard clients send back, is
 * passed over unread. Throws on malformed bytes or JSON.
 */
export function readOwnPresence(update: Uint8Array, client: number, longest: number): Said {
  const decoder = decoding.createDecoder(update)
  let said: Said
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    const who = decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    const state = decoding.readVarUint8Array(decoder)
    if (who === client && state.length <= longest) said = cleaned(JSON.parse(Buffer.from(state).toString()))
  }
  return said
}

/**
 * What a browser may say of itself; anything else it says is dropped. Checked by hand: a caret moves with every
 * keystroke, and a schema's parse was a twentieth of all the server's work.
 */
function cleaned(state: unknown): Presence | null {
  if (state === null) return null
  const { row, cursor } = fieldsOf(state)
  const { anchor, head } = fieldsOf(cursor)
  const [from, to] = [placeIn(anchor), placeIn(head)]
  return {
    row: typeof row === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(row) ? row : null,
    cursor: from && to ? { anchor: from, head: to } : null,
  }
}

/** A place in a note; null when it is anything else. */
function placeIn(value: unknown): Place | null {
  if (typeof value !== 'object' || value === null) return null
  const { type, tname, item, assoc } = fieldsOf(value)
  const { client, clock } = fieldsOf(item)
  const isItem = isCount(client) && isCount(clock)
  if (type != null || (item != null && !isItem) || (assoc !== undefined && !Number.isSafeInteger(assoc)))
    return null
  if (tname != null && (typeof tname !== 'string' || readRoot(tname)?.kind !== 'note')) return null
  if (tname == null && !isItem) return null
  return {
    type: null,
    tname: tname ?? null,
    item: isItem ? { client, clock } : null,
    ...(assoc === undefined ? {} : { assoc: assoc as number }),
  }
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

interface Stood {
  state: string
  entry: Uint8Array
}

/** Presence on its way to a room: most readers get the same bytes, only those it `concerns` get their own. */
export interface News {
  concerns: (reader: number) => boolean
  forAll: Buffer | null
  without: (reader: number) => Buffer | null
}

/**
 * Who is on one page and where they write. The server keeps the clocks, higher than any it gave before a restart, so
 * that browsers never take an older state for the newer one; changes are gathered and sent together.
 */
export class Attendance {
  readonly #present = new Map<number, Stood>()
  /** By client: what has not been sent yet. */
  readonly #changed = new Map<number, Uint8Array>()
  readonly #clock: () => number
  #last = 0

  /** `clock` in milliseconds since 1970. */
  constructor(clock: () => number) {
    this.#clock = clock
  }

  get waiting(): boolean {
    return this.#changed.size > 0
  }

  /** Notes what a client says of itself. Returns whether that differs from before. */
  say(client: number, presence: Presence, user: PresentColleague): boolean {
    const state = JSON.stringify({ ...presence, user })
    const before = this.#present.get(client)
    this.#present.set(client, { state, entry: this.#enter(client, state) })
    return before?.state !== state
  }

  /** This client is gone. */
  leave(client: number): void {
    if (this.#present.delete(client)) this.#enter(client, 'null')
  }

  #enter(client: number, state: string): Uint8Array {
    this.#last = Math.max(this.#last + 1, this.#clock())
    const entry = presenceEntry(client, this.#last, state)
    this.#changed.set(client, entry)
    return entry
  }

  /** Who says they are in this row, each colleague once. */
  inRow(row: string): PresentColleague[] {
    const said = [...this.#present.values()].map(({ state }) => JSON.parse(state) as Presence)
    const there = said.flatMap(({ row: where, user }) => (where === row && user ? [user] : []))
    return there.filter(({ id }, place) => there.findIndex((one) => one.id === id) === place)
  }

  /** Everybody but this client, as one message; null when there is nobody else. */
  everybodyBut(client: number): Uint8Array | null {
    return together([...this.#present].filter(([who]) => who !== client).map(([, { entry }]) => entry))
  }

  /** What changed since the last call, framed: for each reader without its own state, null when that leaves nothing. */
  gather(): News {
    const changed = new Map(this.#changed)
    this.#changed.clear()
    const of = (entries: Uint8Array[]) => {
      const message = together(entries)
      return message && framed(message)
    }
    return {
      concerns: (reader) => changed.has(reader),
      forAll: of([...changed.values()]),
      without: (reader) => of([...changed].filter(([who]) => who !== reader).map(([, entry]) => entry)),
    }
  }
}

function together(entries: Uint8Array[]): Uint8Array | null {
  return entries.length > 0 ? presenceFrame(entries) : null
}
