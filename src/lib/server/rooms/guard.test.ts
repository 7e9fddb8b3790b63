import * as encoding from 'lib0/encoding'
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { raise, setHow, setTeamMark, marksOf } from '../../page/marks.ts'
import { noteOf } from '../../page/note.ts'
import { judge } from './guard.ts'
import type { Verdict } from './guard.ts'
import { standardLimits } from './limits.ts'
import { PageIndex } from './page-index.ts'

const knows = (episode: string) => /^e\d+$/.test(episode)

/** A page as the server sees it: the guard's index, and a document only to compare with. */
class Server {
  index = PageIndex.of(new Y.Doc())
  doc = new Y.Doc()
  readonly writers: Writer[] = []

  judge(bytes: Uint8Array, client: number): Verdict {
    return judge(bytes, client, { index: this.index, limits: standardLimits, knows })
  }

  take(bytes: Uint8Array, client: number): Verdict {
    const verdict = this.judge(bytes, client)
    if (verdict.is !== 'change') return verdict
    this.index.apply(verdict.change)
    Y.applyUpdate(this.doc, bytes)
    for (const { spot, contested } of verdict.change.marks.values()) if (contested) this.#settle(spot)
    for (const writer of this.writers) if (writer.online && writer.doc.clientID !== client) writer.hear(bytes)
    return verdict
  }

  #settle(spot: number) {
    const { episode, key } = this.index.spot(spot)
    const item = marksOf(this.doc, episode)._map.get(key ?? '')
    if (!item) return
    const { client, clock } = item.lastId
    this.index.settle(spot, { client, clock, alive: !item.deleted })
  }
}

/** An honest browser. */
class Writer {
  readonly doc = new Y.Doc()
  readonly verdicts: string[] = []
  online = true
  readonly server: Server

  constructor(server: Server, client: number) {
    this.server = server
    this.doc.clientID = client
    server.writers.push(this)
    this.doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin !== 'server' && this.online) this.verdicts.push(server.take(bytes, client).is)
    })
    this.hear(Y.encodeStateAsUpdate(server.doc))
  }

  hear(bytes: Uint8Array) {
    Y.applyUpdate(this.doc, bytes, 'server')
  }

  note(episode: string) {
    return noteOf(this.doc, episode)
  }

  reconnect() {
    const step2 = Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.server.index.stateVector()))
    this.verdicts.push(this.server.take(step2, this.doc.clientID).is)
    this.hear(Y.encodeStateAsUpdate(this.server.doc, Y.encodeStateVector(this.doc)))
    this.online = true
  }
}

let server: Server
let priya: Writer
let dee: Writer
beforeEach(() => {
  server = new Server()
  priya = new Writer(server, 11)
  dee = new Writer(server, 22)
})

/** Everything the index knows is what a fresh reading of the document knows. */
function expectIndexIsTrue() {
  const fresh = PageIndex.of(server.doc)
  expect(server.index.stateVector()).toEqual(fresh.stateVector())
  for (const episode of ['e1', 'e2']) {
    const spot = { kind: 'note', episode, key: null } as const
    expect(server.index.length(server.index.number(spot))).toBe(noteOf(server.doc, episode).length)
    for (const key of ['how', 'team.OT', 'raised']) {
      const mark = { kind: 'marks', episode, key } as const
      expect(server.index.newest(server.index.number(mark))).toEqual(fresh.newest(fresh.number(mark)))
    }
  }
}

describe('honest editing passes', () => {
  it('typing, deleting, pasting', () => {
    for (const letter of 'walks to the gate') priya.note('e1').insert(priya.note('e1').length, letter)
    priya.note('e1').delete(0, 5)
    dee.note('e1').insert(3, 'a pasted sentence with 😀 in it')
    dee.note('e1').delete(2, 20)
    expect(new Set([...priya.verdicts, ...dee.verdicts])).toEqual(new Set(['change']))
    expect(priya.note('e1').toJSON()).toBe(dee.note('e1').toJSON())
    expectIndexIsTrue()
  })

  it('undo and redo', () => {
    const undo = new Y.UndoManager(priya.note('e1'), { captureTimeout: 0 })
    priya.note('e1').insert(0, 'stair rail')
    priya.note('e1').delete(0, 6)
    dee.note('e1').insert(0, 'second ')
    undo.undo()
    undo.undo()
    undo.redo()
    expect(new Set(priya.verdicts)).toEqual(new Set(['change']))
    expect(server.doc.getText('note:e1').toJSON()).toBe(priya.note('e1').toJSON())
    expectIndexIsTrue()
  })

  it('a mark set again and again offline, which Yjs puts in one struct', () => {
    expect(server.take(marksInOneStruct('ok', 'watch'), 11).is).toBe('change')
    expectIndexIsTrue()
  })

  it('edits made offline by two people at once, with deletions of text they had not sent', () => {
    priya.note('e1').insert(0, 'home from hospital')
    priya.online = dee.online = false
    priya.note('e1').insert(5, 'safe ')
    priya.note('e1').insert(0, 'gone again')
    priya.note('e1').delete(0, 10)
    dee.note('e1').delete(0, 9)
    dee.note('e2').insert(0, 'new note')
    setHow(priya.doc, 'e1', 'watch')
    setHow(priya.doc, 'e1', 'concern')
    setHow(dee.doc, 'e1', 'ok')
    priya.reconnect()
    dee.reconnect()
    priya.online = false
    priya.reconnect()
    expect([...priya.verdicts, ...dee.verdicts]).not.toContain('ahead')
    expect(server.doc.getText('note:e1').toJSON()).toBe(priya.note('e1').toJSON())
    expect(server.doc.getText('note:e1').toJSON()).toBe(dee.note('e1').toJSON())
    expectIndexIsTrue()
  })

  it('marks set, changed by another, and taken away', () => {
    setHow(priya.doc, 'e1', 'watch')
    setHow(dee.doc, 'e1', 'ok')
    setTeamMark(dee.doc, 'e1', 'OT', 'ask')
    raise(priya.doc, 'e1', 'daughter is worried')
    setHow(priya.doc, 'e1', null)
    setTeamMark(dee.doc, 'e1', 'OT', 'none')
    expectIndexIsTrue()
    expect(server.doc.getMap('marks:e1').toJSON()).toEqual({
      raised: 'daughter is worried',
      'team.OT': 'none',
    })
  })

  it('says what a mark became', () => {
    let told: Verdict | undefined
    priya.online = false
    setHow(priya.doc, 'e1', 'watch')
    told = server.take(Y.encodeStateAsUpdate(priya.doc), 11)
    expect(told.is === 'change' && [...told.change.marks.values()]).toMatchObject([
      { value: 'watch', contested: false },
    ])
    setHow(priya.doc, 'e1', null)
    told = server.judge(Y.encodeStateAsUpdate(priya.doc), 11)
    expect(told.is === 'change' && [...told.change.marks.values()]).toMatchObject([
      { value: '', contested: false },
    ])
  })

  it('the same update again changes nothing, and what was deleted before costs nothing', () => {
    priya.note('e1').insert(0, 'text')
    dee.note('e1').delete(0, 2)
    const whole = Y.encodeStateAsUpdate(dee.doc, Y.encodeStateVector(server.doc))
    expect(server.judge(whole, 22)).toEqual({ is: 'nothing' })
    expect(server.judge(Y.encodeStateAsUpdate(priya.doc), 11)).toEqual({ is: 'nothing' })
  })

  it('knows an edit that runs ahead of what was sent', () => {
    priya.online = false
    priya.note('e1').insert(0, 'unsent')
    priya.online = true
    priya.note('e1').insert(6, ' more')
    expect(priya.verdicts).toEqual(['ahead'])
    priya.reconnect()
    expect(server.doc.getText('note:e1').toJSON()).toBe('unsent more')
  })
})

describe('what a page never takes', () => {
  const updateOf = (client: number, edit: (doc: Y.Doc) => void) => {
    const doc = new Y.Doc()
    doc.clientID = client
    edit(doc)
    return Y.encodeStateAsUpdate(doc)
  }
  const refusal = (bytes: Uint8Array) => () => server.judge(bytes, 11)

  it.each([
    ['another client id', updateOf(12, (doc) => doc.getText('note:e1').insert(0, 'x'))],
    ['an unknown root', updateOf(11, (doc) => doc.getText('note:nobody').insert(0, 'x'))],
    ['an unknown root', updateOf(11, (doc) => doc.getText('other').insert(0, 'x'))],
    ['an unknown root', updateOf(11, (doc) => doc.getText('note:__proto__').insert(0, 'x'))],
    ['an unknown key', updateOf(11, (doc) => doc.getMap('marks:e1').set('__proto__', 'x'))],
    ['an unknown key', updateOf(11, (doc) => doc.getMap('note:e1').set('how', 'ok'))],
    ['an unknown key', updateOf(11, (doc) => doc.getText('marks:e1').insert(0, 'x'))],
    ['an unknown mark', updateOf(11, (doc) => doc.getMap('marks:e1').set('how', 'dreadful'))],
    ['an unknown mark', updateOf(11, (doc) => doc.getMap('marks:e1').set('raised', 'x'.repeat(201)))],
    ['a key-safe code', updateOf(11, (doc) => doc.getMap('marks:e1').set('raised', 'key safe code 4821'))],
    ['a mark that is no text', updateOf(11, (doc) => doc.getMap('marks:e1').set('how', 7))],
    ['a mark that is no text', updateOf(11, (doc) => doc.getMap('marks:e1').set('how', { deep: [[[]]] }))],
    ['content of kind type', updateOf(11, (doc) => doc.getMap('marks:e1').set('how', new Y.Text('x')))],
    ['content of kind document', updateOf(11, (doc) => doc.getMap('marks:e1').set('how', new Y.Doc()))],
    ['content of kind binary', updateOf(11, (doc) => doc.getMap('marks:e1').set('how', new Uint8Array(9)))],
    ['something that is no text', updateOf(11, (doc) => doc.getArray('note:e1').push(['x']))],
    ['an unknown mark', marksInOneStruct('ok', 'dreadful')],
    ['content of kind embed', updateOf(11, (doc) => doc.getText('note:e1').insertEmbed(0, { a: 1 }))],
    ['content of kind format', updateOf(11, (doc) => doc.getText('note:e1').insert(0, 'x', { bold: true }))],
    ['a note too long', updateOf(11, (doc) => doc.getText('note:e1').insert(0, 'x'.repeat(4001)))],
    ['too much at once', updateOf(11, (doc) => doc.getText('note:e1').insert(0, 'x'.repeat(20_001)))],
    ['too many structs', updateOf(11, (doc) => scatter(doc, 1_100))],
    ['bytes after the end', Uint8Array.of(0, 0, 0)],
    ['unreadable', Uint8Array.of()],
    ['unreadable', Uint8Array.of(0)],
    ['unreadable', Uint8Array.of(0, 0xff, 0xff, 0xff, 0xff, 0x0f)],
  ])('refuses %s', (reason, bytes) => {
    expect(refusal(bytes)).toThrow(reason)
  })

  it('refuses the seven-byte bomb and its kin, without taking the gigabytes they claim', () => {
    const before = process.memoryUsage().external
    for (const lengths of [
      [0xff, 0xff, 0xff, 0xff, 0x0f],
      [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f],
    ]) {
      expect(refusal(Uint8Array.of(1, ...lengths, 1))).toThrow()
      expect(refusal(Uint8Array.of(...lengths, 1))).toThrow()
      expect(refusal(Uint8Array.of(0, 1, 5, ...lengths))).toThrow()
      // One struct, client 11, clock 0, in note:e1, text that claims to be as long.
      expect(refusal(Uint8Array.of(1, 1, 11, 0, 4, 1, 7, ...Buffer.from('note:e1'), ...lengths))).toThrow()
    }
    expect(process.memoryUsage().external - before).toBeLessThan(2 ** 28)
  })

  it('refuses GC and Skip structs', () => {
    expect(refusal(Uint8Array.of(1, 1, 11, 0, 0, 5, 0))).toThrow()
    expect(refusal(Uint8Array.of(1, 1, 11, 0, 10, 5, 0))).toThrow()
  })

  it('refuses structs of several clients, as one update would carry somebody else’s', () => {
    const doc = new Y.Doc()
    Y.applyUpdate(
      doc,
      updateOf(11, (own) => own.getText('note:e1').insert(0, 'x')),
    )
    Y.applyUpdate(
      doc,
      updateOf(12, (other) => other.getText('note:e1').insert(0, 'y')),
    )
    expect(refusal(Y.encodeStateAsUpdate(doc))).toThrow('structs of several clients')
  })

  it('refuses a neighbour that is unknown, or in another note', () => {
    dee.note('e1').insert(0, 'abc')
    dee.note('e2').insert(0, 'def')
    expect(refusal(textBetween({ client: 99, clock: 0 }, null))).toThrow('an unknown neighbour')
    expect(refusal(textBetween({ client: 22, clock: 6 }, null))).toThrow('an unknown neighbour')
    expect(refusal(textBetween({ client: 11, clock: 0 }, null))).toThrow('an unknown neighbour')
    expect(refusal(textBetween({ client: 22, clock: 0 }, { client: 22, clock: 4 }))).toThrow(
      'different places',
    )
    expect(server.judge(textBetween({ client: 22, clock: 0 }, { client: 22, clock: 1 }), 11).is).toBe(
      'change',
    )
  })

  it('refuses a mark’s value in a note it hangs itself into, and text in somebody’s marks', () => {
    setHow(dee.doc, 'e1', 'ok')
    expect(refusal(textBetween({ client: 22, clock: 0 }, null))).toThrow('an unknown mark')
  })

  it('refuses deletions of what nobody wrote', () => {
    expect(refusal(Uint8Array.of(0, 1, 22, 1, 0, 5))).toThrow('a deletion of something unknown')
    dee.note('e1').insert(0, 'abc')
    expect(refusal(Uint8Array.of(0, 1, 22, 1, 0, 4))).toThrow('a deletion of something unknown')
    expect(server.judge(Uint8Array.of(0, 1, 22, 1, 0, 3), 11).is).toBe('change')
  })

  it('counts a range that is named twice once', () => {
    dee.note('e1').insert(0, 'abc')
    const verdict = server.judge(Uint8Array.of(0, 1, 22, 3, 0, 3, 0, 3, 1, 2), 11)
    expect(verdict.is === 'change' && [...verdict.change.growth.values()]).toEqual([-3])
  })

  it('refuses an overlap that continues in another note', () => {
    priya.note('e1').insert(0, 'ab')
    const bytes = updateOf(11, (doc) => doc.getText('note:e2').insert(0, 'abcd'))
    expect(refusal(bytes)).toThrow('an overlap in another place')
    expect(
      server.take(
        updateOf(11, (doc) => doc.getText('note:e1').insert(0, 'abcd')),
        11,
      ).is,
    ).toBe('change')
    expect(server.doc.getText('note:e1').toJSON()).toBe('abcd')
    expectIndexIsTrue()
  })

  it('refuses what makes a note too long only together with what is there', () => {
    dee.note('e1').insert(0, 'x'.repeat(3_900))
    expect(refusal(textBetween({ client: 22, clock: 0 }, null, 'y'.repeat(101)))).toThrow('a note too long')
  })
})

/** Many structs that cannot be joined: each letter goes in front of the last. */
function scatter(doc: Y.Doc, structs: number) {
  for (let count = 0; count < structs; count += 1) doc.getText('note:e1').insert(0, 'x')
}

/** An update of client 11, clock 0: text between two neighbours. */
function textBetween(
  left: { client: number; clock: number } | null,
  right: typeof left,
  text = 'x',
): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [1, 1, 11, 0]) encoding.writeVarUint(encoder, number)
  encoding.writeUint8(encoder, 4 | (left ? 0x80 : 0) | (right ? 0x40 : 0))
  for (const id of [left, right]) {
    if (!id) continue
    encoding.writeVarUint(encoder, id.client)
    encoding.writeVarUint(encoder, id.clock)
  }
  encoding.writeVarString(encoder, text)
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

/** Two values of one mark in one struct. */
function marksInOneStruct(first: string, second: string): Uint8Array {
  const word = (text: string) => [text.length, ...Buffer.from(text)]
  const values = [2, 119, ...word(first), 119, ...word(second)]
  return Uint8Array.from([1, 1, 11, 0, 0x28, 1, ...word('marks:e1'), ...word('how'), ...values, 0])
}
