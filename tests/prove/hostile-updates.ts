import * as Y from 'yjs'
import { pageFor } from './crowd-people.ts'
import type { Someone } from './crowd-people.ts'
import { PageSocket } from './crowd-socket.ts'

/** What one browser sent in one sitting, in order. Every mention of its client id can be replaced by another's. */
export interface Sitting {
  client: number
  updates: Uint8Array[]
}

/** Numbers that look random and are the same every time. */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/** An address whose client id takes five bytes as a varuint, so that one may stand in another's place. */
export async function longAddress(who: Someone) {
  for (;;) {
    const where = await pageFor(who)
    if (where.client >= 2 ** 28) return where
  }
}

/** How many pairs edit, how many notes a pair writes in, and so the first notes of all that mutated messages fill. */
const pairs = 6
const notesOfPair = 3
export const notesRecorded = 2 * (pairs - 1) + notesOfPair
export const peopleRecorded = 2 * pairs

/** Records real editing by two people at once on the running server: typing, pasting, deleting, marks, undoing. */
export async function recordSittings(people: Someone[], episodes: string[]): Promise<Sitting[]> {
  const sittings: Sitting[] = []
  for (let pair = 0; pair + 1 < people.length; pair += 2) {
    const [one, other] = [people[pair], people[pair + 1]]
    if (!one || !other) break
    const [first, second] = await Promise.all([editor(one), editor(other)])
    const random = chance(pair + 1)
    for (let step = 0; step < 24; step += 1) {
      await deed(step % 3 === 2 ? second : first, episodes.slice(pair, pair + notesOfPair), random)
    }
    sittings.push(...[first, second].map(({ doc, updates }) => ({ client: doc.clientID, updates })))
    for (const each of [first, second]) each.page.leave()
  }
  return sittings
}

interface Editor {
  doc: Y.Doc
  page: PageSocket
  updates: Uint8Array[]
  undo: Y.UndoManager | null
}

async function editor(who: Someone): Promise<Editor> {
  const page = await PageSocket.open(who, await longAddress(who))
  const doc = new Y.Doc()
  doc.clientID = page.where.client
  page.onUpdate = (update) => Y.applyUpdate(doc, update, page)
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== page) updates.push(update)
  })
  return { doc, page, updates, undo: null }
}

async function deed(by: Editor, episodes: string[], random: (below: number) => number): Promise<void> {
  const { doc, page, updates } = by
  const episode = episodes[random(episodes.length)] ?? ''
  const [note, marks] = [doc.getText(`note:${episode}`), doc.getMap(`marks:${episode}`)]
  by.undo ??= new Y.UndoManager([note, marks], { captureTimeout: 0 })
  const before = updates.length
  const what = random(10)
  if (what < 4) note.insert(random(note.length + 1), 'walks to the gate ')
  else if (what < 5) note.insert(random(note.length + 1), 'é🙂 '.repeat(8))
  else if (what < 7) note.delete(0, random(Math.min(note.length, 9) + 1))
  else if (what < 8) marks.set('how', ['ok', 'watch', 'concern'][random(3)])
  else if (what < 9) marks.set('raised', 'stair rail')
  else by.undo.undo()
  await Promise.all(updates.slice(before).map((update) => page.send(update)))
}

function varint(number: number): Buffer {
  const found: number[] = []
  let left = number
  for (; left > 127; left = Math.floor(left / 128)) found.push((left % 128) | 128)
  return Buffer.from([...found, left])
}

/** The same updates as `client` would have sent them. */
export function sentBy(client: number, { client: before, updates }: Sitting): Uint8Array[] {
  const [old, fresh] = [varint(before), varint(client)]
  return updates.map((update) => {
    const bytes = Buffer.from(update)
    for (let at = bytes.indexOf(old); at >= 0; at = bytes.indexOf(old, at + 5)) fresh.copy(bytes, at)
    return bytes
  })
}

const nasty = [0, 1, 127, 128, 255, 0x84, 0xc4, 0x28, 119, 118, 117]

/** The bytes with a few of them flipped, cut off, put in twice or mixed with another message's. */
export function mutate(bytes: Uint8Array, other: Uint8Array, random: (below: number) => number): Uint8Array {
  const changed = Buffer.from(bytes)
  const at = random(changed.length)
  switch (random(7)) {
    case 0:
      return changed.subarray(0, at)
    case 1:
      return Buffer.concat([changed.subarray(0, at), other.subarray(random(other.length))])
    case 2:
      return Buffer.concat([changed.subarray(0, at), changed.subarray(random(at + 1))])
    case 3:
      return Buffer.concat([changed.subarray(0, at), varint(2 ** (7 + random(46))), changed.subarray(at + 1)])
    case 4:
      changed[at] = nasty[random(nasty.length)] ?? 0
      return changed
    default:
      for (let flips = 1 + random(4); flips > 0; flips -= 1) {
        const where = random(changed.length)
        changed[where] = (changed[where] ?? 0) ^ (1 << random(8))
      }
      return changed
  }
}
