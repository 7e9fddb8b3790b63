import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import { presenceEntry } from './frames.ts'
import { readOwnPresence } from './presence.ts'

const client = 7

/** An awareness update as standard clients send it: one entry a client. */
function update(...entries: [client: number, state: unknown][]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, entries.length)
  for (const [who, state] of entries)
    encoding.writeUint8Array(encoder, presenceEntry(who, 1, JSON.stringify(state)))
  return encoding.toUint8Array(encoder)
}

const said = (state: unknown, longest = 1_000) => readOwnPresence(update([client, state]), client, longest)
const inNote = (more: object = {}) => ({ type: null, tname: 'note:e1', item: null, ...more })

describe('what a browser says of itself', () => {
  it('is its row and its caret', () => {
    const anchor = inNote({ assoc: 0 })
    const head = { type: null, tname: null, item: { client: 3, clock: 12 }, assoc: -1 }
    const presence = { row: 'episode-1_A', cursor: { anchor, head } }
    expect(said(presence)).toEqual(presence)
  })

  it('says that it leaves', () => {
    expect(said(null)).toBeNull()
  })

  it('is not what others are said to be, nor what is too long to be a caret', () => {
    expect(readOwnPresence(update([8, { row: 'e1' }]), client, 1_000)).toBeUndefined()
    expect(readOwnPresence(update([8, { row: 'e1' }], [client, { row: 'e2' }]), client, 1_000)).toEqual({
      row: 'e2',
      cursor: null,
    })
    expect(said({ row: 'e'.repeat(40) }, 20)).toBeUndefined()
  })

  it('keeps a caret whose optional fields are left out', () => {
    const cursor = { anchor: { tname: 'note:e1' }, head: { item: { client: 0, clock: 0 } } }
    expect(said({ cursor })?.cursor).toEqual({
      anchor: { type: null, tname: 'note:e1', item: null },
      head: { type: null, tname: null, item: { client: 0, clock: 0 } },
    })
  })

  it('passes on neither a name nor anything else it was not asked for', () => {
    expect(said({ row: 'e1', user: { name: 'Somebody else' }, color: 'red' })).toEqual({
      row: 'e1',
      cursor: null,
    })
    const anchor = inNote({ html: '<img>', item: { client: 1, clock: 2, name: 'x' } })
    expect(said({ cursor: { anchor, head: inNote() } })?.cursor?.anchor).toEqual(
      inNote({ item: { client: 1, clock: 2 } }),
    )
  })

  it.each([
    ['a number', 7],
    ['too long', 'e'.repeat(41)],
    ['empty', ''],
    ['not an id', '<script>'],
  ])('has no row that is %s', (_, row) => {
    expect(said({ row })).toEqual({ row: null, cursor: null })
  })

  it.each([
    ['a text', 'note:e1'],
    ['a type of its own', inNote({ type: { client: 1, clock: 1 } })],
    ['a place in something that is no note', inNote({ tname: 'marks:e1' })],
    ['a name that is a number', inNote({ tname: 5 })],
    ['an item without a clock', inNote({ item: { client: 1 } })],
    ['a clock below nought', inNote({ item: { client: 1, clock: -1 } })],
    ['a clock that is half', inNote({ item: { client: 1, clock: 0.5 } })],
    ['a side that is a text', inNote({ assoc: 'left' })],
    ['nowhere', {}],
    ['a list', [1, 2]],
  ])('has no caret at %s', (_, place) => {
    const row = 'e1'
    expect(said({ row, cursor: { anchor: place, head: inNote() } })).toEqual({ row, cursor: null })
    expect(said({ row, cursor: { anchor: inNote(), head: place } })).toEqual({ row, cursor: null })
  })

  it('throws on bytes and JSON that are broken', () => {
    expect(() => readOwnPresence(Uint8Array.of(1, 7), client, 1_000)).toThrow()
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 1)
    encoding.writeUint8Array(encoder, presenceEntry(client, 1, '{"row":'))
    expect(() => readOwnPresence(encoding.toUint8Array(encoder), client, 1_000)).toThrow(SyntaxError)
  })
})
