import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { hasMarks, isLegalMark, marksOf, raise, readMarks, setHow, setTeamMark } from './marks.ts'
import { episodesOn, noteOf, noteText } from './note.ts'
import { whereabouts } from './presence.ts'
import { marksRoot, noteRoot, readRoot } from './roots.ts'
import { unsentText } from './unsent.ts'

let doc: Y.Doc
beforeEach(() => {
  doc = new Y.Doc()
  doc.clientID = 7
})
const marks = (episode: string) => readMarks(marksOf(doc, episode).entries())

describe('roots', () => {
  it('names are read back, and nothing else is a root', () => {
    expect(readRoot(noteRoot('a_B-9'))).toEqual({ kind: 'note', episode: 'a_B-9' })
    expect(readRoot(marksRoot('e1'))).toEqual({ kind: 'marks', episode: 'e1' })
    for (const name of ['', 'note:', 'notes:e1', 'note:a b', 'note:e1:x', `note:${'x'.repeat(41)}`]) {
      expect(readRoot(name)).toBeNull()
    }
  })
})

describe('marks', () => {
  it('are written one transaction each, and only when they change', () => {
    let updates = 0
    doc.on('update', () => (updates += 1))
    setHow(doc, 'e1', 'watch')
    setHow(doc, 'e1', 'watch')
    setTeamMark(doc, 'e1', 'OT', 'ask')
    setTeamMark(doc, 'e1', 'CT', null)
    raise(doc, 'e1', '  pain at night ')
    expect(updates).toBe(3)
    expect(marks('e1')).toEqual({ how: 'watch', teams: { OT: 'ask' }, raised: 'pain at night' })
    setHow(doc, 'e1', null)
    setTeamMark(doc, 'e1', 'OT', null)
    raise(doc, 'e1', '')
    expect(hasMarks(marks('e1'))).toBe(false)
  })

  it('of unknown keys and values are left out', () => {
    const map = doc.getMap<unknown>(marksRoot('e1'))
    for (const [key, value] of Object.entries({
      how: 'bad',
      raised: 5,
      'team.ot': 'ask',
      'team.OT': 'x',
      other: 'ok',
    })) {
      map.set(key, value)
    }
    expect(marks('e1')).toEqual({ teams: {} })
    expect(isLegalMark('raised', 'x'.repeat(201))).toBe(false)
  })
})

describe('notes', () => {
  it('are plain text, one a person', () => {
    noteOf(doc, 'e1').insert(0, 'walks')
    setHow(doc, 'e2', 'ok')
    expect(noteText(doc, 'e1')).toBe('walks')
    expect(episodesOn(doc)).toEqual(new Set(['e1', 'e2']))
  })

  it('tell what was typed here and not saved', () => {
    noteOf(doc, 'e1').insert(0, 'saved unsaved')
    noteOf(doc, 'e2').insert(0, 'gone')
    noteOf(doc, 'e2').delete(0, 4)
    setHow(doc, 'e2', 'ok')
    expect(unsentText(doc, 7, 6)).toEqual([{ episode: 'e1', text: 'unsaved', note: 'saved unsaved' }])
    expect(unsentText(doc, 8, 0)).toEqual([])
  })
})

describe('presence', () => {
  it('is where the caret is, else in the row', () => {
    const place = Y.createRelativePositionFromTypeIndex(noteOf(doc, 'e1'), 0)
    const json = Y.relativePositionToJSON(place) as { tname: string }
    expect(whereabouts(doc, { row: 'e2', cursor: { anchor: json, head: json } })).toEqual({
      episode: 'e1',
      at: 0,
    })
    const unknown = { item: { client: 99, clock: 5 } }
    expect(whereabouts(doc, { row: 'e2', cursor: { anchor: unknown, head: unknown } })).toEqual({
      episode: 'e2',
      at: null,
    })
    expect(whereabouts(doc, { row: null, cursor: null })).toBeNull()
  })
})
