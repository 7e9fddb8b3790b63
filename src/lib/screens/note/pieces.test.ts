import { expect, test } from 'vitest'
import { caretLabel, piecesOf } from './pieces.ts'
import type { Writer } from '#lib/live/writers.ts'

const dee: Writer = { client: 7, name: 'Dee K', team: 'CT', teamName: 'Care tech', at: 3 }
const said = (text: string, writers: Writer[]) =>
  piecesOf(text, writers).map((piece) =>
    piece.kind === 'text' ? piece.text : `|${piece.writer.name}${piece.atEnd ? ' end' : ''}`,
  )

test('a note nobody writes in is one piece', () => {
  expect(said('Stairs assessed', [])).toEqual(['Stairs assessed'])
})

test('a caret stands where its writer is', () => {
  expect(said('Stairs', [dee])).toEqual(['Sta', '|Dee K', 'irs'])
})

test('a place unknown, or past the end, is the end', () => {
  expect(said('Stairs', [{ ...dee, at: null }])).toEqual(['Stairs', '|Dee K end'])
  expect(said('St', [{ ...dee, at: 6 }])).toEqual(['St', '|Dee K end'])
  expect(said('', [{ ...dee, at: 0 }])).toEqual(['|Dee K end'])
})

test('several carets stand in their order, and every piece has its own key', () => {
  const ola: Writer = { ...dee, client: 4, name: 'Ola A', at: 3 }
  const pieces = piecesOf('Stairs', [dee, ola, { ...dee, client: 9, at: 0 }])
  expect(pieces.map(({ key }) => key)).toEqual(['caret 9', 'text 0', 'caret 4', 'caret 7', 'text 3'])
})

test('the flag says first name and team', () => {
  expect(caretLabel(dee)).toBe('Dee, Care tech')
})
